// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ValueDecoder: SingleValueDecodingContainer {
    private var value: JSONValue { tape.scalar(node) }

    func decodeNil() -> Bool { tape.nodes[node].kind == .word(.null) }
    func decode(_ type: Bool.Type) throws -> Bool { try value.decodeBool(at: path) }
    func decode(_ type: String.Type) throws -> String { try value.decodeString(at: path) }
    func decode(_ type: Double.Type) throws -> Double { try value.decodeDouble(at: path) }
    func decode(_ type: Float.Type) throws -> Float { try value.decodeFloat(at: path) }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try tape.decode(type, node, at: path)
    }

    func decode(_ type: Int.Type) throws -> Int { try value.decodeInteger(at: path) }
    func decode(_ type: Int8.Type) throws -> Int8 { try value.decodeInteger(at: path) }
    func decode(_ type: Int16.Type) throws -> Int16 { try value.decodeInteger(at: path) }
    func decode(_ type: Int32.Type) throws -> Int32 { try value.decodeInteger(at: path) }
    func decode(_ type: Int64.Type) throws -> Int64 { try value.decodeInteger(at: path) }
    func decode(_ type: UInt.Type) throws -> UInt { try value.decodeInteger(at: path) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try value.decodeInteger(at: path) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try value.decodeInteger(at: path) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try value.decodeInteger(at: path) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try value.decodeInteger(at: path) }
    func decode(_ type: Int128.Type) throws -> Int128 { try value.decodeInteger(at: path) }
    func decode(_ type: UInt128.Type) throws -> UInt128 { try value.decodeInteger(at: path) }
}
