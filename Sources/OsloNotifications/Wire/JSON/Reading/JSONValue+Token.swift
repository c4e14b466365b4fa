// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension JSONValue {
    /// The number that a scanner has found.
    init(_ token: NumberToken, in text: Span<UInt8>) {
        self = token.isInteger ? Self.integer(token, in: text) : .double(Self.double(token, in: text))
    }

    private static func integer(_ token: NumberToken, in text: Span<UInt8>) -> JSONValue {
        let isNegative = text[token.start] == UInt8(ascii: "-")
        let digits = token.start + (isNegative ? 1 : 0)
        if token.end - digits <= 18 {
            var value: Int64 = 0
            for index in digits..<token.end { value = value &* 10 &+ Int64(text[index] &- 48) }
            return .integer(isNegative ? -value : value)
        }
        let spelled = string(token, in: text)
        return Int64(spelled).map(JSONValue.integer) ?? .bigInteger(JSONBigInteger(canonicalDigits: spelled))
    }

    /// Exact for numbers whose digits and power of ten are both exact as `Double`; the others take the long way.
    private static func double(_ token: NumberToken, in text: Span<UInt8>) -> Double {
        var mantissa: UInt64 = 0
        var exponent = 0
        var isAfterPoint = false
        var index = token.start
        let isNegative = text[index] == UInt8(ascii: "-")
        if isNegative { index &+= 1 }
        while index < token.end {
            let byte = text[index]
            if byte == UInt8(ascii: ".") {
                isAfterPoint = true
            } else {
                guard byte &- 48 < 10, mantissa < 900_000_000_000_000 else { return slowDouble(token, in: text) }
                mantissa = mantissa &* 10 &+ UInt64(byte &- 48)
                if isAfterPoint { exponent &+= 1 }
            }
            index &+= 1
        }
        guard exponent < powersOfTen.count else { return slowDouble(token, in: text) }
        let value = Double(mantissa) / powersOfTen[exponent]
        return isNegative ? -value : value
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    private static func slowDouble(_ token: NumberToken, in text: Span<UInt8>) -> Double {
        // The grammar has been checked; out of range gives an infinity or zero, as in Python.
        Double(string(token, in: text)) ?? .nan
    }

    private static func string(_ token: NumberToken, in text: Span<UInt8>) -> String {
        JSONText(wtf8: text.extracting(token.start..<token.end)).repaired
    }
}
