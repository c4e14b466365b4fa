// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension PatternParser {
    /// What a backslash begins outside of a set.
    mutating func parseEscape(from start: Int, _ flags: PatternFlags) throws(PatternError) -> PatternNode {
        guard let scalar = source.take() else { throw .malformed("bad escape (end of pattern)", at: start) }
        let isASCII = flags.contains(.ascii)
        switch Unicode.Scalar(scalar) {
        case "A": return .assertion(.start)
        case "Z": return .assertion(.textEnd)
        case "b": return .assertion(.wordBoundary(isASCII: isASCII))
        case "B": return .assertion(.noWordBoundary(isASCII: isASCII))
        case "0":
            let digits = source.take(atMost: 2, where: PatternSource.isOctalDigit)
            return literal(PatternSource.number(digits, radix: 8), flags)
        case let digit? where ("1"..."9").contains(digit):
            source.position -= 1
            return literal(try parseOctal(from: start), flags)
        default: break
        }
        if let scalarClass = ScalarClass(letter: scalar, isASCII: isASCII) {
            return .set(ScalarSet(classes: [scalarClass], folding: CaseFolding(flags)))
        }
        return literal(try parseCharacter(scalar, from: start), flags)
    }

    /// A member of a set: a character or a class.
    mutating func parseSetEscape(from start: Int, _ flags: PatternFlags) throws(PatternError) -> SetMember {
        guard let scalar = source.take() else { throw .malformed("bad escape (end of pattern)", at: start) }
        if let scalarClass = ScalarClass(letter: scalar, isASCII: flags.contains(.ascii)) {
            return .scalarClass(scalarClass)
        }
        if scalar == 0x62 { return .scalar(0x08) }
        if PatternSource.isOctalDigit(scalar) {
            let digits = [scalar] + source.take(atMost: 2, where: PatternSource.isOctalDigit)
            return .scalar(try octal(digits, from: start))
        }
        if PatternSource.isDigit(scalar) { throw badEscape(from: start) }
        return .scalar(try parseCharacter(scalar, from: start))
    }

    enum SetMember {
        case scalar(UInt32)
        case scalarClass(ScalarClass)
    }

    /// Three octal digits; fewer are the number of a group.
    private mutating func parseOctal(from start: Int) throws(PatternError) -> UInt32 {
        let digits = source.take(atMost: 3, where: PatternSource.isOctalDigit)
        guard digits.count == 3 else { throw .unsupported("a backreference, \\1,", at: start) }
        return try octal(digits, from: start)
    }

    private func octal(_ digits: [UInt32], from start: Int) throws(PatternError) -> UInt32 {
        let value = PatternSource.number(digits, radix: 8)
        guard value <= 0o377 else {
            throw .malformed("octal escape value \(source.text(from: start)) outside of range 0-0o377", at: start)
        }
        return value
    }

    /// An escape that is one character, in a set or not.
    private mutating func parseCharacter(_ letter: UInt32, from start: Int) throws(PatternError) -> UInt32 {
        switch Unicode.Scalar(letter) {
        case "a": return 0x07
        case "f": return 0x0C
        case "n": return 0x0A
        case "r": return 0x0D
        case "t": return 0x09
        case "v": return 0x0B
        case "x": return try parseHexadecimal(2, from: start)
        case "u": return try parseHexadecimal(4, from: start)
        case "U":
            let value = try parseHexadecimal(8, from: start)
            guard value <= 0x10FFFF else { throw badEscape(from: start) }
            return value
        case "N": throw .unsupported("the name of a character, \\N{…},", at: start)
        default:
            guard !PatternSource.isLetter(letter) else { throw badEscape(from: start) }
            return letter
        }
    }

    private mutating func parseHexadecimal(_ count: Int, from start: Int) throws(PatternError) -> UInt32 {
        let digits = source.take(atMost: count, where: PatternSource.isHexadecimalDigit)
        guard digits.count == count else {
            throw .malformed("incomplete escape \(source.text(from: start))", at: start)
        }
        return PatternSource.number(digits, radix: 16)
    }

    private func badEscape(from start: Int) -> PatternError {
        .malformed("bad escape \(source.text(from: start))", at: start)
    }
}
