// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Scalars; the path is made only for an error.
extension JSONValue {
    func decodeBool(at path: @autoclosure () -> CodingPath) throws -> Bool {
        guard case .bool(let flag) = self else { throw mismatch(Bool.self, "true or false", path()) }
        return flag
    }

    func decodeString(at path: @autoclosure () -> CodingPath) throws -> String {
        if case .string(let text) = self { return text }
        guard let text = stringValue else { throw mismatch(String.self, "a string", path()) }
        return text
    }

    func decodeDouble(at path: @autoclosure () -> CodingPath) throws -> Double {
        guard let number = doubleValue else { throw mismatch(Double.self, "a number", path()) }
        if case .bigInteger = self, number.isInfinite { throw misfit(Double.self, path()) }
        return number
    }

    func decodeFloat(at path: @autoclosure () -> CodingPath) throws -> Float {
        let number = try decodeDouble(at: path())
        let narrow = Float(number)
        guard narrow.isFinite || !number.isFinite else { throw misfit(Float.self, path()) }
        return narrow
    }

    /// An integer of any type. A number with a fraction of 0, such as `1.0`, is one as well.
    func decodeInteger<Integer: FixedWidthInteger>(at path: @autoclosure () -> CodingPath) throws -> Integer {
        let result: Integer? =
            switch self {
            case .integer(let number): Integer(exactly: number)
            case .bigInteger(let number): number.value(as: Integer.self)
            case .double(let number): Integer(exactly: number)
            default: throw mismatch(Integer.self, "an integer", path())
            }
        guard let result else { throw misfit(Integer.self, path()) }
        return result
    }

    func mismatch(_ type: Any.Type, _ wanted: String, _ path: CodingPath) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: path.keys,
            debugDescription: "expected \(wanted), found \(kindDescription)"
        )
        return isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    private func misfit(_ type: Any.Type, _ path: CodingPath) -> DecodingError {
        let message = "the number does not fit in \(type)"
        return .dataCorrupted(DecodingError.Context(codingPath: path.keys, debugDescription: message))
    }

    /// The kind of the value in words, without the value, which may be secret.
    private var kindDescription: String {
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
