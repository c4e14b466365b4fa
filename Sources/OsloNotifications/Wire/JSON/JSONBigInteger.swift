// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// An integer outside the range of `Int64`, kept as its decimal digits.
public struct JSONBigInteger: Sendable, Hashable, CustomStringConvertible {
    /// The digits, with `-` in front when negative, without leading zeros.
    public let digits: String

    /// Takes the integer that `digits` spells (an optional `-`, then 1 to ``WireLimits/maximumIntegerDigits`` digits).
    /// `nil` when it spells none, or one that fits in `Int64` and so belongs in ``JSONValue/integer(_:)``.
    public init?(_ digits: String) {
        let negative = digits.utf8.first == UInt8(ascii: "-")
        let magnitude = digits.utf8.dropFirst(negative ? 1 : 0)
        guard !magnitude.isEmpty, magnitude.count <= WireLimits.maximumIntegerDigits,
            magnitude.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
        else { return nil }
        let significant = magnitude.drop { $0 == UInt8(ascii: "0") }
        let canonical = (negative ? "-" : "") + String(Substring(significant))
        guard !significant.isEmpty, Int64(canonical) == nil else { return nil }
        self.digits = canonical
    }

    init(canonicalDigits: String) {
        digits = canonicalDigits
    }

    /// The digits.
    public var description: String { digits }

    /// The nearest `Double`; an infinity when it is out of range.
    public var doubleValue: Double { Double(digits) ?? .nan }

    /// The integer as another type, or `nil` when it does not fit.
    public func value<Integer: FixedWidthInteger>(as type: Integer.Type = Integer.self) -> Integer? {
        Integer(digits)
    }
}
