// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The elements of an array that is being encoded.
struct UnkeyedValueEncoder: UnkeyedEncodingContainer {
    let encoder: ValueEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { encoder.count }

    /// The path of the element begun last.
    private var elementPath: CodingPath { encoder.path.appending(PlainCodingKey(index: encoder.count - 1)) }

    func encodeNil() {
        encoder.writeElement { $0.writeNull() }
    }

    func encode(_ value: Bool) {
        encoder.writeElement { $0.write(value) }
    }

    func encode(_ value: String) {
        encoder.writeElement { $0.write(value) }
    }

    func encode(_ value: Double) throws {
        encoder.writeElement()
        try encoder.write(elementPath) { json throws(WireError) in try json.write(value) }
    }

    func encode(_ value: Float) throws {
        encoder.writeElement()
        try encoder.write(elementPath) { json throws(WireError) in try json.write(value) }
    }

    func encode<Value: Encodable>(_ value: Value) throws {
        encoder.writeElement()
        try encoder.write(value, at: elementPath, depth: encoder.depth + 1)
    }

    func nestedContainer<NestedKey: CodingKey>(keyedBy type: NestedKey.Type) -> KeyedEncodingContainer<NestedKey> {
        placeholder().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        placeholder().unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        placeholder()
    }

    private func placeholder() -> ValueEncoder {
        encoder.writeElement()
        return encoder.target.placeholder(path: elementPath, depth: encoder.depth + 1)
    }

    private func encodeInteger(_ value: some FixedWidthInteger) {
        encoder.writeElement { $0.writeInteger(value) }
    }
}

extension UnkeyedValueEncoder {
    func encode(_ value: Int) { encodeInteger(value) }
    func encode(_ value: Int8) { encodeInteger(value) }
    func encode(_ value: Int16) { encodeInteger(value) }
    func encode(_ value: Int32) { encodeInteger(value) }
    func encode(_ value: Int64) { encodeInteger(value) }
    func encode(_ value: UInt) { encodeInteger(value) }
    func encode(_ value: UInt8) { encodeInteger(value) }
    func encode(_ value: UInt16) { encodeInteger(value) }
    func encode(_ value: UInt32) { encodeInteger(value) }
    func encode(_ value: UInt64) { encodeInteger(value) }
    func encode(_ value: Int128) { encodeInteger(value) }
    func encode(_ value: UInt128) { encodeInteger(value) }
}
