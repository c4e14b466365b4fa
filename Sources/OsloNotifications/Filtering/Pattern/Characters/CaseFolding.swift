// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// When two characters are the same in Python without regard to case: their lower-case forms are one character, or are
/// two that have the same upper-case form.
struct CaseFolding: Sendable {
    private let isASCII: Bool

    /// `nil` where case matters.
    init?(_ flags: PatternFlags) {
        guard flags.contains(.ignoreCase) else { return nil }
        isASCII = flags.contains(.ascii)
    }

    /// Whether there is another character that is the same.
    func isCased(_ scalar: UInt32) -> Bool {
        equals(of: lowercased(scalar)).count > 1
    }

    func lowercased(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return scalar &- 0x41 < 26 ? scalar | 0x20 : scalar }
        return isASCII ? scalar : Self.lowercased(scalar)
    }

    /// All characters that are the same as one in lower case, itself included.
    func equals(of lowercased: UInt32) -> [UInt32] {
        guard isASCII else { return Self.table[lowercased] ?? [lowercased] }
        return PatternSource.isLetter(lowercased) ? [lowercased, lowercased & ~0x20] : [lowercased]
    }

    /// Of a form of several characters the first one, as in Python.
    private static func lowercased(_ scalar: UInt32) -> UInt32 {
        Unicode.Scalar(scalar)?.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar
    }

    /// By characters in lower case. Made once, when the first such pattern is, in some milliseconds.
    private static let table: [UInt32: [UInt32]] = {
        var sameLower: [UInt32: [UInt32]] = [:]
        var sameUpper: [String: [UInt32]] = [:]
        for block in cased {
            for value in block {
                guard let properties = Unicode.Scalar(value)?.properties,
                    properties.isCased || properties.changesWhenCaseMapped
                else { continue }
                let lower = lowercased(value)
                sameLower[lower, default: []].append(value)
                if lower == value { sameUpper[properties.uppercaseMapping, default: []].append(value) }
            }
        }
        var table = sameLower
        for group in sameUpper.values where group.count > 1 {
            let members = group.flatMap { sameLower[$0] ?? [$0] }
            for lower in group { table[lower] = members }
        }
        return table.filter { $0.value.count > 1 }
    }()

    /// Where there are characters that have a case. The ideographs and Hangul between them have none.
    private static let cased: [Range<UInt32>] = [
        0..<0x3400, 0xA000..<0xAC00, 0xFB00..<0x12000, 0x16000..<0x17000, 0x1D400..<0x1EA00,
    ]
}
