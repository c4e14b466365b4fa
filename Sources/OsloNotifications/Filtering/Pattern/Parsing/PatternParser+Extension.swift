// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension PatternParser {
    /// What `(?` begins; `nil` for a comment and for flags of the whole pattern.
    mutating func parseExtension(
        from start: Int, _ flags: inout PatternFlags, depth: Int, canSetFlags: Bool
    ) throws(PatternError) -> PatternNode? {
        guard let scalar = source.take() else { throw .malformed("unexpected end of pattern", at: source.position) }
        switch Unicode.Scalar(scalar) {
        case ":": return try parseGroup(from: start, flags, depth: depth)
        case "P": return try parseNamed(from: start, flags, depth: depth)
        case "#":
            while let scalar = source.take() {
                if scalar == 0x29 { return nil }
            }
            throw .malformed("missing ), unterminated comment", at: start)
        case "=": return try parseLook(from: start, flags, depth: depth, isBehind: false, isNegated: false)
        case "!": return try parseLook(from: start, flags, depth: depth, isBehind: false, isNegated: true)
        case "<":
            guard let scalar = source.take() else { throw .malformed("unexpected end of pattern", at: source.position) }
            guard scalar == 0x3D || scalar == 0x21 else { throw unknownExtension(from: start) }
            return try parseLook(from: start, flags, depth: depth, isBehind: true, isNegated: scalar == 0x21)
        case "(": throw .unsupported("a condition on a group, (?(…)…),", at: start)
        case ">": throw .unsupported("an atomic group, (?>…),", at: start)
        default:
            guard scalar == 0x2D || scalar == 0x4C || PatternFlags(letter: scalar) != nil else {
                throw unknownExtension(from: start)
            }
            source.position -= 1
            return try parseFlags(from: start, &flags, depth: depth, canSetFlags: canSetFlags)
        }
    }

    private func unknownExtension(from start: Int) -> PatternError {
        .malformed("unknown extension \(source.text(from: start + 1))", at: start + 1)
    }

    private mutating func parseNamed(
        from start: Int, _ flags: PatternFlags, depth: Int
    ) throws(PatternError) -> PatternNode {
        if source.isNext("=") { throw .unsupported("a backreference, (?P=…),", at: start) }
        guard source.take("<") else {
            guard source.take() != nil else { throw .malformed("unexpected end of pattern", at: source.position) }
            throw unknownExtension(from: start)
        }
        let place = source.position
        let name = try source.take(until: ">", "group name")
        guard Self.isIdentifier(name) else { throw .malformed("bad character in group name", at: place) }
        guard groupNames.insert(name).inserted else { throw .malformed("redefinition of group name", at: place) }
        return try parseGroup(from: start, flags, depth: depth)
    }

    private static func isIdentifier(_ name: [UInt32]) -> Bool {
        name.enumerated().allSatisfy { index, value in
            guard let scalar = Unicode.Scalar(value) else { return false }
            return scalar == "_" || scalar.properties.isXIDStart || index > 0 && scalar.properties.isXIDContinue
        }
    }

    private mutating func parseLook(
        from start: Int, _ flags: PatternFlags, depth: Int, isBehind: Bool, isNegated: Bool
    ) throws(PatternError) -> PatternNode {
        let node = try parseGroup(from: start, flags, depth: depth)
        if isBehind {
            let width = node.width
            guard width.most == width.least else { throw .malformed("look-behind requires fixed-width pattern") }
        }
        return .look(node, isBehind: isBehind, isNegated: isNegated)
    }
}
