// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The classes of characters that have a letter: `\d`, `\s`, `\w`, and in upper case all others.
struct ScalarClass: Sendable, Hashable {
    private enum Kind: Sendable, Hashable {
        case digit
        case space
        case word
    }

    private let kind: Kind
    private let isNegated: Bool
    private let isASCII: Bool

    init?(letter: UInt32, isASCII: Bool) {
        switch Unicode.Scalar(letter | 0x20) {
        case "d": kind = .digit
        case "s": kind = .space
        case "w": kind = .word
        default: return nil
        }
        guard PatternSource.isLetter(letter) else { return nil }
        isNegated = letter & 0x20 == 0
        self.isASCII = isASCII
    }

    func contains(_ scalar: UInt32) -> Bool {
        let isMember: Bool
        switch kind {
        case .digit: isMember = Self.isDigit(scalar, isASCII: isASCII)
        case .space:
            isMember = isASCII ? scalar == 0x20 || (0x09...0x0D).contains(scalar) : Unicode.Scalar.isPythonSpace(scalar)
        case .word: isMember = Self.isWord(scalar, isASCII: isASCII)
        }
        return isMember != isNegated
    }

    private static func isDigit(_ scalar: UInt32, isASCII: Bool) -> Bool {
        if isASCII || scalar < 0x80 { return PatternSource.isDigit(scalar) }
        return Unicode.Scalar(scalar)?.properties.generalCategory == .decimalNumber
    }

    /// Letters, numbers of any kind, and `_`.
    static func isWord(_ scalar: UInt32, isASCII: Bool) -> Bool {
        if isASCII || scalar < 0x80 {
            return PatternSource.isLetter(scalar) || PatternSource.isDigit(scalar) || scalar == 0x5F
        }
        guard let properties = Unicode.Scalar(scalar)?.properties else { return false }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return properties.numericType != nil
        }
    }
}
