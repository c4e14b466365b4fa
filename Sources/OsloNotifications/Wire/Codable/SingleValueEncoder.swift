// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A value that is encoded as a scalar, or in place of another.
struct SingleValueEncoder: SingleValueEncodingContainer {
    let encoder: ValueEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil() {
        encoder.beginScalar()
        encoder.target.write { $0.writeNull() }
    }

    func encode(_ value: Bool) {
        encoder.beginScalar()
        encoder.target.write { $0.write(value) }
    }

    func encode(_ value: String) {
        encoder.beginScalar()
        encoder.target.write { $0.write(value) }
    }

    func encode(_ value: Double) throws {
        encoder.beginScalar()
        try encoder.write(encoder.path) { json throws(WireError) in try json.write(value) }
    }

    func encode(_ value: Float) throws {
        encoder.beginScalar()
        try encoder.write(encoder.path) { json throws(WireError) in try json.write(value) }
    }

    func encode<Value: Encodable>(_ value: Value) throws {
        encoder.beginScalar()
        try encoder.write(value, at: encoder.path, depth: encoder.depth)
    }

    private func encodeInteger(_ value: some FixedWidthInteger) {
        encoder.beginScalar()
        encoder.target.write { $0.writeInteger(value) }
    }
}

extension SingleValueEncoder {
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
