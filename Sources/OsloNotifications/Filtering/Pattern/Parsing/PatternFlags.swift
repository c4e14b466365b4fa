// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The flags of a pattern that change what it matches, as `(?ims…)` has them.
struct PatternFlags: OptionSet, Sendable {
    let rawValue: UInt8

    static let ignoreCase = PatternFlags(rawValue: 1)
    static let multiline = PatternFlags(rawValue: 2)
    static let dotAll = PatternFlags(rawValue: 4)
    static let verbose = PatternFlags(rawValue: 8)
    static let ascii = PatternFlags(rawValue: 16)
    static let unicode = PatternFlags(rawValue: 32)

    /// Only one of them can hold.
    static let types: PatternFlags = [.ascii, .unicode]

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The flag of a letter; `L` is none, for it is about bytes.
    init?(letter: UInt32) {
        switch letter {
        case 0x69: self = .ignoreCase
        case 0x6D: self = .multiline
        case 0x73: self = .dotAll
        case 0x78: self = .verbose
        case 0x61: self = .ascii
        case 0x75: self = .unicode
        default: return nil
        }
    }
}
