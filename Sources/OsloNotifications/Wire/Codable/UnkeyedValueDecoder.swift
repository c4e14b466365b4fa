// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The elements of an array that is being decoded.
struct UnkeyedValueDecoder: UnkeyedDecodingContainer {
    let elements: [JSONValue]
    let path: CodingPath
    private(set) var currentIndex = 0

    var codingPath: [any CodingKey] { path.keys }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    init(elements: [JSONValue], path: CodingPath) {
        self.elements = elements
        self.path = path
    }

    mutating func decodeNil() throws -> Bool {
        guard try element().isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool { try next { try $0.decodeBool(at: $1()) } }
    mutating func decode(_ type: String.Type) throws -> String { try next { try $0.decodeString(at: $1()) } }
    mutating func decode(_ type: Double.Type) throws -> Double { try next { try $0.decodeDouble(at: $1()) } }
    mutating func decode(_ type: Float.Type) throws -> Float { try next { try $0.decodeFloat(at: $1()) } }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try next { try ValueDecoder(value: $0, path: $1()).decode(type) }
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try next { try ValueDecoder(value: $0, path: $1()).container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next { try ValueDecoder(value: $0, path: $1()).unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder {
        try next { ValueDecoder(value: $0, path: $1()) }
    }

    private var elementPath: CodingPath { path.appending(PlainCodingKey(index: currentIndex)) }

    private func element() throws -> JSONValue {
        guard !isAtEnd else {
            let context = DecodingError.Context(
                codingPath: elementPath.keys,
                debugDescription: "the array has only \(elements.count) elements"
            )
            throw DecodingError.valueNotFound(JSONValue.self, context)
        }
        return elements[currentIndex]
    }

    /// Goes on to the next element only when this one could be decoded.
    private mutating func next<Value>(_ decode: (JSONValue, () -> CodingPath) throws -> Value) throws -> Value {
        let value = try decode(try element(), { elementPath })
        currentIndex += 1
        return value
    }
}

extension UnkeyedValueDecoder {
    mutating func decode(_ type: Int.Type) throws -> Int { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_ type: Int128.Type) throws -> Int128 { try next { try $0.decodeInteger(at: $1()) } }
    mutating func decode(_ type: UInt128.Type) throws -> UInt128 { try next { try $0.decodeInteger(at: $1()) } }
}
