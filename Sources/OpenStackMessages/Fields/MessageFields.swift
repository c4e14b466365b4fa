// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// The members of a message, taken out with their types.
struct MessageFields {
    let object: JSONObject
    /// What the members are called by in errors, such as `metric.`.
    let prefix: String

    init(_ object: JSONObject, prefix: String = "") {
        self.object = object
        self.prefix = prefix
    }

    func value(_ key: String) throws(MessageError) -> JSONValue {
        guard let value = object[key] else { throw MessageError(.missingField, "\(prefix)\(key) is missing") }
        return value
    }

    func text(_ key: String) throws(MessageError) -> String {
        try text(try value(key), key)
    }

    /// Nil for `null` and for a member that is not there.
    func optionalText(_ key: String) throws(MessageError) -> String? {
        guard let value = optionalValue(key) else { return nil }
        return try text(value, key)
    }

    func number(_ key: String) throws(MessageError) -> JSONValue {
        let value = try value(key)
        guard value.isNumber else { throw refusal(key, value, allowed: "a number") }
        return value
    }

    func optionalNumber(_ key: String) throws(MessageError) -> JSONValue? {
        guard optionalValue(key) != nil else { return nil }
        return try number(key)
    }

    /// An integer; of a number with a fraction what is before the point, as Python's `int` takes it.
    func integer(_ key: String) throws(MessageError) -> Int64 {
        let value = try number(key)
        let integer: Int64? =
            switch value {
            case .integer(let integer): integer
            case .double(let number): Int64(exactly: number.rounded(.towardZero))
            default: nil
            }
        guard let integer else { throw refusal(key, value, allowed: "an integer of 64 bits") }
        return integer
    }

    func array(_ key: String) throws(MessageError) -> [JSONValue] {
        let value = try value(key)
        guard let elements = value.arrayValue else { throw refusal(key, value, allowed: "an array") }
        return elements
    }

    func members(_ key: String) throws(MessageError) -> JSONObject {
        let value = try value(key)
        guard let members = value.objectValue else { throw refusal(key, value, allowed: "an object") }
        return members
    }

    /// Nil for `null` and for a member that is not there.
    func optionalMembers(_ key: String) throws(MessageError) -> JSONObject? {
        guard optionalValue(key) != nil else { return nil }
        return try members(key)
    }

    /// An object of texts; without one, none.
    func texts(_ key: String) throws(MessageError) -> [String: String] {
        guard let members = try optionalMembers(key) else { return [:] }
        let fields = MessageFields(members, prefix: "\(prefix)\(key).")
        var texts: [String: String] = [:]
        for name in members.keys { texts[name] = try fields.text(name) }
        return texts
    }

    func refusal(_ key: String, _ value: JSONValue, allowed: String) -> MessageError {
        MessageError(.invalidField, "\(prefix)\(key) is \(value.briefDescription); allowed: \(allowed)")
    }

    private func optionalValue(_ key: String) -> JSONValue? {
        guard let value = object[key], !value.isNull else { return nil }
        return value
    }

    private func text(_ value: JSONValue, _ key: String) throws(MessageError) -> String {
        guard case .string(let text) = value else { throw refusal(key, value, allowed: "a text") }
        return text
    }
}
