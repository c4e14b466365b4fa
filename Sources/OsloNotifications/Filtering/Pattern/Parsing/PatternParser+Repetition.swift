// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension PatternParser {
    /// Python's own limit.
    private static let maximumRepeat = 4_294_967_295

    mutating func parseRepetition(
        _ sign: Unicode.Scalar, from start: Int, _ flags: PatternFlags, _ items: inout PatternItems
    ) throws(PatternError) {
        var minimum = sign == "+" ? 1 : 0
        var maximum: Int? = sign == "?" ? 1 : nil
        if sign == "{" {
            guard let bounds = try parseBounds(from: start) else { return items.append(literal(0x7B, flags)) }
            (minimum, maximum) = bounds
        }
        guard !items.isEmpty, !items.endsInAssertion else { throw .malformed("nothing to repeat", at: start) }
        guard !items.endsInRepetition else { throw .malformed("multiple repeat", at: start) }
        if !source.take("?"), source.isNext("+") {
            throw .unsupported("a possessive repetition (\(sign == "{" ? "{…}" : String(sign))+)", at: start)
        }
        items.repeatLast(minimum: minimum, maximum: maximum)
    }

    /// `{m}`, `{m,}`, `{,n}` or `{m,n}`; anything else is a brace and what follows it.
    private mutating func parseBounds(from start: Int) throws(PatternError) -> (Int, Int?)? {
        let inside = source.position
        guard !source.isNext("}") else { return nil }
        let low = source.take(atMost: .max, where: PatternSource.isDigit)
        let high = source.take(",") ? source.take(atMost: .max, where: PatternSource.isDigit) : low
        guard source.take("}") else {
            source.position = inside
            return nil
        }
        let minimum = try count(low, from: start) ?? 0
        let maximum = try count(high, from: start)
        if let maximum, maximum < minimum {
            throw .malformed("min repeat greater than max repeat", at: inside)
        }
        return (minimum, maximum)
    }

    private func count(_ digits: [UInt32], from start: Int) throws(PatternError) -> Int? {
        guard !digits.isEmpty else { return nil }
        var number = 0
        for digit in digits {
            number = number * 10 + Int(digit - 0x30)
            if number >= Self.maximumRepeat { throw .malformed("the repetition number is too large", at: start) }
        }
        return number
    }
}
