// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Reads the syntax of Python's `re` (3.11), in which a pattern is a text of code points.
///
/// Refused although Python takes them: backreferences, conditions on groups, atomic groups, possessive repetitions, for
/// which no time limit can be kept, and names of characters.
struct PatternParser {
    /// Each is some frames of the stack.
    static let maximumDepth = 100

    var source: PatternSource
    var groupNames: Set<[UInt32]> = []
    /// Those at the pattern's start.
    var globalFlags: PatternFlags = []

    static func parse(_ text: String) throws(PatternError) -> PatternNode {
        var parser = PatternParser(source: PatternSource(text))
        let node = try parser.parseAlternation([], depth: 0)
        if parser.source.next != nil { throw .malformed("unbalanced parenthesis", at: parser.source.position) }
        return node
    }

    private init(source: PatternSource) {
        self.source = source
    }

    /// Up to the end, or to the parenthesis that closes it.
    mutating func parseAlternation(_ outer: PatternFlags, depth: Int) throws(PatternError) -> PatternNode {
        guard depth <= Self.maximumDepth else {
            throw PatternError(
                reason: .tooLarge, message: "more than \(Self.maximumDepth) groups in each other",
                position: source.position)
        }
        var flags = outer
        var branches: [PatternNode] = []
        repeat {
            branches.append(try parseBranch(&flags, depth: depth, isFirst: depth == 0 && branches.isEmpty))
        } while source.take("|")
        return branches.count == 1 ? branches[0] : .alternation(branches)
    }

    private mutating func parseBranch(
        _ flags: inout PatternFlags, depth: Int, isFirst: Bool
    ) throws(PatternError) -> PatternNode {
        var items = PatternItems()
        while let scalar = source.next, scalar != 0x7C, scalar != 0x29 {
            let start = source.position
            source.position += 1
            if flags.contains(.verbose), skipVerbose(scalar) { continue }
            switch Unicode.Scalar(scalar) {
            case "\\": items.append(try parseEscape(from: start, flags))
            case "[": items.append(.set(try parseSet(from: start, flags)))
            case "*", "+", "?", "{": try parseRepetition(Unicode.Scalar(scalar) ?? "*", from: start, flags, &items)
            case ".": items.append(.any(dotAll: flags.contains(.dotAll)))
            case "^": items.append(.assertion(flags.contains(.multiline) ? .lineStart : .start))
            case "$": items.append(.assertion(flags.contains(.multiline) ? .lineEnd : .end))
            case "(":
                if source.take("?") {
                    let canSetFlags = isFirst && items.isEmpty
                    if let node = try parseExtension(from: start, &flags, depth: depth, canSetFlags: canSetFlags) {
                        items.append(node, isGroup: true)
                    }
                } else {
                    items.append(try parseGroup(from: start, flags, depth: depth), isGroup: true)
                }
            default: items.append(literal(scalar, flags))
            }
        }
        return items.node
    }

    /// White space and comments, which mean nothing with the flag `x`.
    private mutating func skipVerbose(_ scalar: UInt32) -> Bool {
        if scalar == 0x20 || (0x09...0x0D).contains(scalar) { return true }
        guard scalar == 0x23 else { return false }
        while let scalar = source.take(), scalar != 0x0A {}
        return true
    }

    func literal(_ scalar: UInt32, _ flags: PatternFlags) -> PatternNode {
        guard let folding = CaseFolding(flags), folding.isCased(scalar) else { return .literal(scalar) }
        return .set(ScalarSet(ranges: [scalar...scalar], folding: folding))
    }

    /// What is in a group, and its end.
    mutating func parseGroup(from start: Int, _ flags: PatternFlags, depth: Int) throws(PatternError) -> PatternNode {
        let node = try parseAlternation(flags, depth: depth + 1)
        guard source.take(")") else { throw .malformed("missing ), unterminated subpattern", at: start) }
        return node
    }
}
