// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension PatternParser {
    /// `(?flags)` at the pattern's start, or `(?flags-flags:…)`.
    mutating func parseFlags(
        from start: Int, _ flags: inout PatternFlags, depth: Int, canSetFlags: Bool
    ) throws(PatternError) -> PatternNode? {
        let added = try takeFlags("missing -, : or )")
        guard
            added.isSubset(of: [.ignoreCase, .multiline, .dotAll, .verbose, .ascii])
                || added.intersection(.types) == .unicode
        else { throw .malformed("bad inline flags: flags 'a', 'u' and 'L' are incompatible", at: source.position) }
        if source.take(")") {
            guard canSetFlags else {
                throw .malformed("global flags not at the start of the expression", at: start)
            }
            globalFlags.formUnion(added)
            guard !globalFlags.isSuperset(of: .types) else {
                throw .malformed("ASCII and UNICODE flags are incompatible")
            }
            flags.formUnion(added)
            return nil
        }
        var removed: PatternFlags = []
        if source.take("-") {
            removed = try takeFlags("missing :")
            guard !removed.isEmpty else { throw .malformed("missing flag", at: source.position) }
            guard removed.isDisjoint(with: .types) else {
                throw .malformed("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", at: source.position)
            }
        }
        guard source.take(":") else {
            throw .malformed(source.next == nil ? "missing -, : or )" : "missing :", at: source.position)
        }
        guard added.isDisjoint(with: removed) else {
            throw .malformed("bad inline flags: flag turned on and off", at: source.position - 1)
        }
        var inner = flags
        if !added.isDisjoint(with: .types) { inner.subtract(.types) }
        inner = inner.union(added).subtracting(removed)
        return try parseGroup(from: start, inner, depth: depth)
    }

    /// Up to one of `-:)`.
    private mutating func takeFlags(_ missing: String) throws(PatternError) -> PatternFlags {
        var taken: PatternFlags = []
        while let scalar = source.next, !source.isNext(")"), !source.isNext("-"), !source.isNext(":") {
            guard scalar != 0x4C else {
                throw .malformed("bad inline flags: cannot use 'L' flag with a str pattern", at: source.position)
            }
            guard let flag = PatternFlags(letter: scalar) else {
                throw .malformed(
                    PatternSource.isLetter(scalar) ? "unknown flag" : missing, at: source.position)
            }
            taken.insert(flag)
            source.position += 1
        }
        return taken
    }
}
