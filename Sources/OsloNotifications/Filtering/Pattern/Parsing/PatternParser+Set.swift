// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension PatternParser {
    /// A set of characters, after its `[`.
    mutating func parseSet(from start: Int, _ flags: PatternFlags) throws(PatternError) -> ScalarSet {
        let isNegated = source.take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var classes: [ScalarClass] = []
        let first = source.position
        while true {
            let place = source.position
            guard let scalar = source.take() else { throw .malformed("unterminated character set", at: start) }
            if scalar == 0x5D, place > first { break }
            let member = try parseMember(scalar, from: place, flags)
            guard source.isNext("-") else {
                Self.append(member, &ranges, &classes)
                continue
            }
            source.position += 1
            let highPlace = source.position
            guard let high = source.take() else { throw .malformed("unterminated character set", at: start) }
            if high == 0x5D {
                Self.append(member, &ranges, &classes)
                ranges.append(0x2D...0x2D)
                break
            }
            guard case .scalar(let lower) = member,
                case .scalar(let upper) = try parseMember(high, from: highPlace, flags), lower <= upper
            else { throw .malformed("bad character range \(source.text(from: place))", at: place) }
            ranges.append(lower...upper)
        }
        return ScalarSet(ranges: ranges, classes: classes, isNegated: isNegated, folding: CaseFolding(flags))
    }

    private mutating func parseMember(
        _ scalar: UInt32, from start: Int, _ flags: PatternFlags
    ) throws(PatternError) -> SetMember {
        scalar == 0x5C ? try parseSetEscape(from: start, flags) : .scalar(scalar)
    }

    private static func append(
        _ member: SetMember, _ ranges: inout [ClosedRange<UInt32>], _ classes: inout [ScalarClass]
    ) {
        switch member {
        case .scalar(let scalar): ranges.append(scalar...scalar)
        case .scalarClass(let scalarClass): classes.append(scalarClass)
        }
    }
}
