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

extension JSONText {
    /// A number that differs for most different texts. Nothing depends on how well it spreads.
    var fingerprint: UInt64 {
        switch self {
        case .string(let text): Self.fingerprint(text.utf8.span)
        case .illFormed(let text): Self.fingerprint(text.bytes.span)
        }
    }

    private static func fingerprint(_ bytes: Span<UInt8>) -> UInt64 {
        var result = UInt64(bytes.count)
        var index = 0
        while index &+ 8 <= bytes.count {
            result = (result ^ bytes.word(at: index)) &* 0x9E37_79B9_7F4A_7C15
            index &+= 8
        }
        while index < bytes.count {
            result = result &<< 8 ^ result &>> 56 ^ UInt64(bytes[index])
            index &+= 1
        }
        return result
    }
}
