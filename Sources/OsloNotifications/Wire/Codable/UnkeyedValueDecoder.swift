// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The elements of an array that is being decoded.
struct UnkeyedValueDecoder: UnkeyedDecodingContainer {
    let tape: JSONTape
    let path: CodingPath
    private(set) var currentIndex = 0
    private let end: Int
    private let elementCount: Int
    /// The node of the current element.
    private var node: Int

    var codingPath: [any CodingKey] { path.keys }
    var count: Int? { elementCount }
    var isAtEnd: Bool { node >= end }

    init(tape: JSONTape, array: Int, path: CodingPath) {
        self.tape = tape
        self.path = path
        end = Int(tape.nodes[array].next)
        elementCount = Int(tape.nodes[array].count)
        node = array + 1
    }

    mutating func decodeNil() throws -> Bool {
        guard tape.nodes[try element()].kind == .word(.null) else { return false }
        advance()
        return true
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool { try next { try $0.decodeBool(at: $1()) } }
    mutating func decode(_ type: String.Type) throws -> String { try next { try $0.decodeString(at: $1()) } }
    mutating func decode(_ type: Double.Type) throws -> Double { try next { try $0.decodeDouble(at: $1()) } }
    mutating func decode(_ type: Float.Type) throws -> Float { try next { try $0.decodeFloat(at: $1()) } }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let value = try tape.decode(type, try element(), at: elementPath)
        advance()
        return value
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try nested { try $0.container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try nested { try $0.unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder {
        try nested { $0 }
    }

    private var elementPath: CodingPath { path.appending(PlainCodingKey(index: currentIndex)) }

    private func element() throws -> Int {
        guard !isAtEnd else {
            let context = DecodingError.Context(
                codingPath: elementPath.keys,
                debugDescription: "the array has only \(elementCount) elements"
            )
            throw DecodingError.valueNotFound(JSONValue.self, context)
        }
        return node
    }

    /// Goes on to the next element only when this one could be decoded.
    private mutating func next<Value>(_ decode: (JSONValue, () -> CodingPath) throws -> Value) throws -> Value {
        let value = try decode(tape.scalar(try element()), { elementPath })
        advance()
        return value
    }

    private mutating func nested<Value>(_ decode: (ValueDecoder) throws -> Value) throws -> Value {
        let value = try decode(ValueDecoder(tape: tape, node: try element(), path: elementPath))
        advance()
        return value
    }

    private mutating func advance() {
        node = Int(tape.nodes[node].next)
        currentIndex += 1
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
