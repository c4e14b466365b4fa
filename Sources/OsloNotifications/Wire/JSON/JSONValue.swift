// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Any JSON value, without loss: objects keep their order, integers their digits, strings even a lone surrogate.
///
/// Two values are equal when they are the same JSON: strings are compared code point by code point (not by Unicode
/// equivalence), objects without regard to order, and an integer never equals a floating-point number.
///
/// What is read and written is nested at most ``WireLimits/maximumDepth`` deep. Code can build a value that is deeper,
/// which is refused where it's written; one that is tens of thousands deep can't be released, compared or hashed, because
/// that takes stack for each level, so check what is built of input that is not JSON.
public enum JSONValue: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// An integer that fits in 64 bits.
    case integer(Int64)
    /// An integer that does not fit in 64 bits, kept as its digits.
    case bigInteger(JSONBigInteger)
    /// A number with a fraction or an exponent; also NaN and the infinities, which Python writes.
    case double(Double)
    /// A string.
    case string(String)
    /// A string with a lone surrogate, which a `String` cannot hold.
    case illFormedString(WTF8String)
    /// An array.
    case array([JSONValue])
    /// An object.
    case object(JSONObject)
}

extension JSONValue {
    /// Creates an integer of any size.
    public init(_ value: some BinaryInteger) {
        if let small = Int64(exactly: value) {
            self = .integer(small)
        } else {
            self = .bigInteger(JSONBigInteger(canonicalDigits: String(value)))
        }
    }

    /// Creates a floating-point number.
    public init(_ value: Double) {
        self = .double(value)
    }

    /// Creates a string.
    public init(_ value: String) {
        self = .string(value)
    }

    /// Creates a boolean.
    public init(_ value: Bool) {
        self = .bool(value)
    }
}
