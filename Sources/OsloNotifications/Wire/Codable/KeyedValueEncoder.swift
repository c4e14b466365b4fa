// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The members of an object that is being encoded.
struct KeyedValueEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: ValueEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil(forKey key: Key) {
        encoder.writeMember(key) { $0.writeNull() }
    }

    func encode(_ value: Bool, forKey key: Key) {
        encoder.writeMember(key) { $0.write(value) }
    }

    func encode(_ value: String, forKey key: Key) {
        encoder.writeMember(key) { $0.write(value) }
    }

    func encode(_ value: Double, forKey key: Key) throws {
        encoder.writeMember(key)
        try encoder.write(encoder.path.appending(key)) { json throws(WireError) in try json.write(value) }
    }

    func encode(_ value: Float, forKey key: Key) throws {
        encoder.writeMember(key)
        try encoder.write(encoder.path.appending(key)) { json throws(WireError) in try json.write(value) }
    }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        encoder.writeMember(key)
        try encoder.write(value, at: encoder.path.appending(key), depth: encoder.depth + 1)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        placeholder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        placeholder(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        placeholder(PlainCodingKey.super)
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        placeholder(key)
    }

    private func placeholder(_ key: some CodingKey) -> ValueEncoder {
        encoder.writeMember(key)
        return encoder.target.placeholder(path: encoder.path.appending(key), depth: encoder.depth + 1)
    }

    private func encodeInteger(_ value: some FixedWidthInteger, forKey key: Key) {
        encoder.writeMember(key) { $0.writeInteger(value) }
    }
}

extension KeyedValueEncoder {
    func encode(_ value: Int, forKey key: Key) { encodeInteger(value, forKey: key) }
    func encode(_ value: Int8, forKey key: Key) { encodeInteger(value, forKey: key) }
    func encode(_ value: Int16, forKey key: Key) { encodeInteger(value, forKey: key) }
    func encode(_ value: Int32, forKey key: Key) { encodeInteger(value, forKey: key) }
    func encode(_ value: Int64, forKey key: Key) { encodeInteger(value, forKey: key) }
    func encode(_ value: UInt, forKey key: Key) { encodeInteger(value, forKey: key) }
    func encode(_ value: UInt8, forKey key: Key) { encodeInteger(value, forKey: key) }
    func encode(_ value: UInt16, forKey key: Key) { encodeInteger(value, forKey: key) }
    func encode(_ value: UInt32, forKey key: Key) { encodeInteger(value, forKey: key) }
    func encode(_ value: UInt64, forKey key: Key) { encodeInteger(value, forKey: key) }
    func encode(_ value: Int128, forKey key: Key) { encodeInteger(value, forKey: key) }
    func encode(_ value: UInt128, forKey key: Key) { encodeInteger(value, forKey: key) }
}
