// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension JSONValue: Codable {
    /// Decodes any value. From a decoder other than this library's, order and large integers are kept as far as it
    /// keeps them.
    public init(from decoder: any Decoder) throws {
        if let decoder = decoder as? ValueDecoder {
            self = decoder.tree
            return
        }
        if let container = try? decoder.container(keyedBy: PlainCodingKey.self) {
            var object = JSONObject()
            for key in container.allKeys { object[key.stringValue] = try container.decode(JSONValue.self, forKey: key) }
            self = .object(object)
            return
        }
        if var container = try? decoder.unkeyedContainer() {
            var elements: [JSONValue] = []
            while !container.isAtEnd { elements.append(try container.decode(JSONValue.self)) }
            self = .array(elements)
            return
        }
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(UInt64.self) {
            self = JSONValue(value)
        } else if let value = try? container.decode(Double.self) {
            self = .double(value)
        } else {
            self = .string(try container.decode(String.self))
        }
    }

    /// Encodes the value. An encoder other than this library's gets large integers up to 128 bits, and U+FFFD for lone
    /// surrogates.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .array(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(element) }
        case .object(let object):
            var container = encoder.container(keyedBy: PlainCodingKey.self)
            for (key, value) in object { try container.encode(value, forKey: PlainCodingKey(stringValue: key)) }
        default:
            var container = encoder.singleValueContainer()
            try encodeScalar(to: &container)
        }
    }

    private func encodeScalar(to container: inout any SingleValueEncodingContainer) throws {
        switch self {
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .bigInteger(let value):
            if let integer = value.value(as: Int128.self) {
                try container.encode(integer)
            } else if let integer = value.value(as: UInt128.self) {
                try container.encode(integer)
            } else {
                let context = EncodingError.Context(
                    codingPath: container.codingPath,
                    debugDescription: "an integer of \(value.digits.utf8.count) digits does not fit in 128 bits"
                )
                throw EncodingError.invalidValue(self, context)
            }
        case .double(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .illFormedString(let value): try container.encode(value.repaired)
        case .null, .array, .object: try container.encodeNil()
        }
    }
}
