// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Kafka's rule for the names of topics.
package enum TopicNameRule {
    /// The longest name, in characters.
    package static let maximumLength = 249

    /// Whether Kafka allows a topic of that name.
    package static func isAllowed(_ name: String) -> Bool {
        (1...maximumLength).contains(name.utf8.count) && name != "." && name != ".." && name.utf8.allSatisfy(isAllowed)
    }

    /// Whether a name may contain that byte.
    package static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
