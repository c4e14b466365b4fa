// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The members of an object that is being decoded.
struct KeyedValueDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let members: JSONTapeMembers
    let path: CodingPath

    var codingPath: [any CodingKey] { path.keys }
    var allKeys: [Key] { members.keys.compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool {
        members.find(key.stringValue) != nil
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        members.tape.nodes[try node(key)].kind == .word(.null)
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
        try value(key).decodeBool(at: path.appending(key))
    }
    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        try value(key).decodeString(at: path.appending(key))
    }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        try value(key).decodeDouble(at: path.appending(key))
    }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
        try value(key).decodeFloat(at: path.appending(key))
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try members.tape.decode(type, try node(key), at: path.appending(key))
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try member(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try member(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        try superDecoder(PlainCodingKey.super)
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        try superDecoder(key)
    }

    /// As in Foundation: a missing one is null.
    private func superDecoder(_ key: some CodingKey) throws -> any Decoder {
        let path = path.appending(key)
        if let node = members.find(key.stringValue) { return ValueDecoder(tape: members.tape, node: node, path: path) }
        return ValueDecoder(tape: .null, node: 0, path: path)
    }

    private func integer<Integer: FixedWidthInteger>(_ key: Key) throws -> Integer {
        try value(key).decodeInteger(at: path.appending(key))
    }

    private func member(_ key: Key) throws -> ValueDecoder {
        ValueDecoder(tape: members.tape, node: try node(key), path: path.appending(key))
    }

    private func value(_ key: Key) throws -> JSONValue {
        members.tape.scalar(try node(key))
    }

    private func node(_ key: Key) throws -> Int {
        guard let node = members.find(key.stringValue) else {
            let context = DecodingError.Context(codingPath: codingPath, debugDescription: "the value is missing")
            throw DecodingError.keyNotFound(key, context)
        }
        return node
    }
}

extension KeyedValueDecoder {
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try integer(key) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try integer(key) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try integer(key) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try integer(key) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try integer(key) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try integer(key) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try integer(key) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try integer(key) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try integer(key) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try integer(key) }
    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 { try integer(key) }
    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 { try integer(key) }
}
