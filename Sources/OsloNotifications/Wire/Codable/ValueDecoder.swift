// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Decodes one value of a payload.
struct ValueDecoder: Decoder {
    let value: JSONValue
    let path: CodingPath

    var codingPath: [any CodingKey] { path.keys }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let object) = value else { throw mismatch(JSONObject.self, "an object") }
        return KeyedDecodingContainer(KeyedValueDecoder(object: object, path: path))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let elements) = value else { throw mismatch([JSONValue].self, "an array") }
        return UnkeyedValueDecoder(elements: elements, path: path)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func bool() throws -> Bool {
        guard case .bool(let flag) = value else { throw mismatch(Bool.self, "true or false") }
        return flag
    }

    func string() throws -> String {
        guard let text = value.stringValue else { throw mismatch(String.self, "a string") }
        return text
    }

    func double() throws -> Double {
        guard let number = value.doubleValue else { throw mismatch(Double.self, "a number") }
        if case .bigInteger = value, number.isInfinite { throw corrupted("the integer does not fit in a Double") }
        return number
    }

    func float() throws -> Float {
        let number = try double()
        let narrow = Float(number)
        guard narrow.isFinite || !number.isFinite else { throw corrupted("the number does not fit in a Float") }
        return narrow
    }

    /// An integer of any type. A number with a fraction of 0, such as `1.0`, is one as well.
    func integer<Integer: FixedWidthInteger>() throws -> Integer {
        let result: Integer?
        switch value {
        case .integer(let number): result = Integer(exactly: number)
        case .bigInteger(let number): result = number.value(as: Integer.self)
        case .double(let number): result = Integer(exactly: number)
        default: throw mismatch(Integer.self, "an integer")
        }
        guard let result else { throw corrupted("the number does not fit in \(Integer.self)") }
        return result
    }

    private func mismatch(_ type: Any.Type, _ wanted: String) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: codingPath,
            debugDescription: "expected \(wanted), found \(value.kindDescription)"
        )
        return value.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    private func corrupted(_ message: String) -> DecodingError {
        .dataCorrupted(DecodingError.Context(codingPath: codingPath, debugDescription: message))
    }
}

extension JSONValue {
    /// The kind of the value in words, without the value, which may be secret.
    fileprivate var kindDescription: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .bigInteger: "an integer"
        case .double: "a number"
        case .string, .illFormedString: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
