// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The text of a JSON string or an object's key: a `String` wherever one can hold it.
enum JSONText: Sendable {
    case string(String)
    case illFormed(WTF8String)

    /// The text, with lone surrogates replaced.
    var repaired: String {
        switch self {
        case .string(let text): text
        case .illFormed(let text): text.repaired
        }
    }
}

extension JSONText: Hashable {
    static func == (left: JSONText, right: JSONText) -> Bool {
        switch (left, right) {
        case (.string(let left), .string(let right)): left.hasSameCodePoints(as: right)
        case (.illFormed(let left), .illFormed(let right)): left == right
        default: false
        }
    }

    func hash(into hasher: inout Hasher) {
        switch self {
        case .string(let text): hasher.combine(text)
        case .illFormed(let text): hasher.combine(text)
        }
    }
}
