// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A regular expression of Python's `re`, matched as `re.match` does: from the text's start, but not up to its end.
///
/// Time is linear in the text: a character costs at most two steps for each state of the automaton.
struct Pattern: Sendable {
    private enum Way: Sendable {
        case literal(LiteralPattern)
        case automaton(PatternProgram, [PatternLook])
    }

    let text: String
    private let way: Way

    init(_ text: String) throws(PatternError) {
        self.text = text
        let node = try PatternParser.parse(text)
        if let literal = LiteralPattern(node) {
            way = .literal(literal)
            return
        }
        var compiler = PatternCompiler()
        let program = try compiler.compile(node)
        way = .automaton(program, compiler.looks)
    }

    /// Whether bytes are compared, and nothing more.
    var isLiteral: Bool {
        if case .literal = way { true } else { false }
    }

    /// Whether the text matches. It is UTF-8, but for lone surrogates, each of which is a character.
    func matches(_ text: Span<UInt8>) -> Bool {
        var steps = 0
        return matches(text, steps: &steps)
    }

    /// - Parameter steps: grows by how many states were looked at.
    func matches(_ text: Span<UInt8>, steps: inout Int) -> Bool {
        switch way {
        case .literal(let literal): return literal.matches(text)
        case .automaton(let program, let looks):
            var places: [[Bool]] = []
            for look in looks {
                places.append(
                    Self.run(look.program, &steps) {
                        $0.matches(in: text, isBackwards: !look.isBehind, places)
                    } large: {
                        $0.matches(in: text, isBackwards: !look.isBehind, places)
                    })
            }
            return Self.run(program, &steps) {
                $0.matchesStart(of: text, places)
            } large: {
                $0.matchesStart(of: text, places)
            }
        }
    }

    /// By the sets of states that are enough for the automaton.
    private static func run<Result>(
        _ program: PatternProgram,
        _ steps: inout Int,
        small: (inout PatternMatcher<SmallStateSet>) -> Result,
        large: (inout PatternMatcher<LargeStateSet>) -> Result
    ) -> Result {
        if program.instructions.count <= SmallStateSet.maximumCount {
            var matcher = PatternMatcher<SmallStateSet>(program)
            defer { steps += matcher.steps }
            return small(&matcher)
        }
        var matcher = PatternMatcher<LargeStateSet>(program)
        defer { steps += matcher.steps }
        return large(&matcher)
    }
}
