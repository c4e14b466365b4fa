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
        guard try element().value.isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool { try next { try $0.bool() } }
    mutating func decode(_ type: String.Type) throws -> String { try next { try $0.string() } }
    mutating func decode(_ type: Double.Type) throws -> Double { try next { try $0.double() } }
    mutating func decode(_ type: Float.Type) throws -> Float { try next { try $0.float() } }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try next { try $0.decode(type) }
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try next { try $0.container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next { try $0.unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder {
        try next { $0 }
    }

    private func element() throws -> ValueDecoder {
        let path = path.appending(PlainCodingKey(index: currentIndex))
        guard !isAtEnd else {
            let context = DecodingError.Context(
                codingPath: path.keys,
                debugDescription: "the array has only \(elements.count) elements"
            )
            throw DecodingError.valueNotFound(JSONValue.self, context)
        }
        return ValueDecoder(value: elements[currentIndex], path: path)
    }

    /// Goes on to the next element only when this one could be decoded.
    private mutating func next<Value>(_ decode: (ValueDecoder) throws -> Value) throws -> Value {
        let value = try decode(try element())
        currentIndex += 1
        return value
    }
}

extension UnkeyedValueDecoder {
    mutating func decode(_ type: Int.Type) throws -> Int { try next { try $0.integer() } }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try next { try $0.integer() } }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try next { try $0.integer() } }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try next { try $0.integer() } }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try next { try $0.integer() } }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try next { try $0.integer() } }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try next { try $0.integer() } }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try next { try $0.integer() } }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try next { try $0.integer() } }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try next { try $0.integer() } }
    mutating func decode(_ type: Int128.Type) throws -> Int128 { try next { try $0.integer() } }
    mutating func decode(_ type: UInt128.Type) throws -> UInt128 { try next { try $0.integer() } }
}
