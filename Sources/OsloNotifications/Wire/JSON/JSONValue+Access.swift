// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension JSONValue {
    /// The member of an object, or `nil` when this is no object or has no such member. Setting on anything else than
    /// an object replaces it by one; setting `nil` removes the member.
    public subscript(key: String) -> JSONValue? {
        get {
            guard case .object(let object) = self else { return nil }
            return object[key]
        }
        set {
            var object = objectValue ?? JSONObject()
            self = .null  // so that the object's storage is not shared while it changes
            object[key] = newValue
            self = .object(object)
        }
    }

    /// The element of an array, or `nil` when this is no array or is too short.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// Whether this is `null`.
    public var isNull: Bool {
        if case .null = self { return true }
        return false
    }

    /// The boolean, if this is one.
    public var boolValue: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The integer, if this is one that fits in an `Int`.
    public var intValue: Int? {
        guard case .integer(let value) = self else { return nil }
        return Int(exactly: value)
    }

    /// The number as a `Double`, rounded where it must be, if this is a number.
    public var doubleValue: Double? {
        switch self {
        case .double(let value): value
        case .integer(let value): Double(value)
        case .bigInteger(let value): value.doubleValue
        default: nil
        }
    }

    /// The string, if this is one; a lone surrogate in it becomes U+FFFD.
    public var stringValue: String? {
        switch self {
        case .string(let value): value
        case .illFormedString(let value): value.repaired
        default: nil
        }
    }

    /// The elements, if this is an array.
    public var arrayValue: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The object, if this is one.
    public var objectValue: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }
}
