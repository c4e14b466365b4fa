// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Decodes one value of a payload, from its text.
struct ValueDecoder: Decoder {
    let tape: JSONTape
    let node: Int
    let path: CodingPath

    var codingPath: [any CodingKey] { path.keys }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard tape.nodes[node].kind == .object else {
            throw tape.scalar(node).mismatch(JSONObject.self, "an object", path)
        }
        return KeyedDecodingContainer(KeyedValueDecoder(members: JSONTapeMembers(tape, node), path: path))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard tape.nodes[node].kind == .array else {
            throw tape.scalar(node).mismatch([JSONValue].self, "an array", path)
        }
        return UnkeyedValueDecoder(tape: tape, array: node, path: path)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    /// The value itself, whole.
    var tree: JSONValue { tape.tree(node) }
}

extension JSONTape {
    /// Decodes any value.
    func decode<Value: Decodable>(
        _ type: Value.Type,
        _ node: Int,
        at path: @autoclosure () -> CodingPath
    ) throws -> Value {
        if type == String.self, let text = try scalar(node).decodeString(at: path()) as? Value { return text }
        if type == Int.self, let number = try scalar(node).decodeInteger(at: path()) as Int as? Value { return number }
        if type == Double.self, let number = try scalar(node).decodeDouble(at: path()) as? Value { return number }
        if type == JSONValue.self, let value = tree(node) as? Value { return value }
        if coding.isEmpty, let value = try decodeCollection(type, node, at: path()) { return value }
        let decoder = ValueDecoder(tape: self, node: node, path: path())
        if !coding.isEmpty, let value = try coding.decode(type, decoder) { return value }
        if let name = FoundationType.name(of: type) { throw WireError(withoutRule: name, at: path()) }
        return try type.init(from: decoder)
    }
}
