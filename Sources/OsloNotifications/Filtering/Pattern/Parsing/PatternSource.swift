// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The code points of a pattern, read one after the other. One after a backslash belongs to it.
struct PatternSource {
    private let scalars: [UInt32]
    /// Of the next code point.
    var position = 0

    init(_ text: String) {
        scalars = text.unicodeScalars.map(\.value)
    }

    var next: UInt32? { position < scalars.count ? scalars[position] : nil }

    func isNext(_ scalar: Unicode.Scalar) -> Bool { next == scalar.value }

    mutating func take() -> UInt32? {
        guard let scalar = next else { return nil }
        position += 1
        return scalar
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard isNext(scalar) else { return false }
        position += 1
        return true
    }

    /// At most so many that are allowed.
    mutating func take(atMost count: Int, where isAllowed: (UInt32) -> Bool) -> [UInt32] {
        var taken: [UInt32] = []
        while taken.count < count, let scalar = next, isAllowed(scalar) {
            taken.append(scalar)
            position += 1
        }
        return taken
    }

    /// What is before `end`, which is passed; not empty.
    mutating func take(until end: Unicode.Scalar, _ what: String) throws(PatternError) -> [UInt32] {
        let start = position
        guard let index = scalars[position...].firstIndex(of: end.value) else {
            throw .malformed(
                start == scalars.count ? "missing \(what)" : "missing \(end), unterminated name", at: start)
        }
        guard index > start else { throw .malformed("missing \(what)", at: start) }
        position = index + 1
        return Array(scalars[start..<index])
    }

    func text(from start: Int) -> String {
        scalars[start..<position].reduce(into: "") { text, scalar in
            text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
        }
    }

    static func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }
    static func isOctalDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 8 }
    static func isHexadecimalDigit(_ scalar: UInt32) -> Bool { isDigit(scalar) || (scalar | 0x20) &- 0x61 < 6 }
    static func isLetter(_ scalar: UInt32) -> Bool { (scalar | 0x20) &- 0x61 < 26 }

    static func number(_ digits: [UInt32], radix: UInt32) -> UInt32 {
        digits.reduce(0) { number, digit in
            number &* radix &+ (isDigit(digit) ? digit &- 0x30 : (digit | 0x20) &- 0x57)
        }
    }
}
