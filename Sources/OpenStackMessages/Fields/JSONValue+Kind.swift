// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

extension JSONValue {
    var isNumber: Bool {
        switch self {
        case .integer, .bigInteger, .double: true
        default: false
        }
    }

    /// A text, or `null` for none.
    init(_ text: String?) {
        self = text.map { .string($0) } ?? .null
    }

    /// The value if it is a short word or number, otherwise what kind it is of.
    var briefDescription: String {
        switch self {
        case .null, .bool, .integer, .double: description
        case .bigInteger(let integer): "an integer of \(integer.digits.utf8.count) characters"
        case .string(let text): text.utf8.count <= 40 ? description : "a text of \(text.utf8.count) bytes"
        case .illFormedString: "a text with a lone surrogate"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
