// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A pattern that only asks whether a text begins with one of some texts, and what of the text is left then. Most are of
/// this kind; they need no automaton.
struct LiteralPattern: Sendable {
    enum Rest: Sendable, Hashable {
        case anything
        case nothing
        /// Nothing, or a line end: `$`.
        case atMostLineEnd
        /// What has no line end, but as the last character: `.*$`.
        case line
    }

    let beginnings: [[UInt8]]
    let rest: Rest

    private static let maximumCount = 32
    private static let maximumLength = 1024

    /// `nil` for a pattern of another kind.
    init?(_ node: PatternNode) {
        var nodes: [PatternNode]
        if case .concatenation(let items) = node { nodes = items } else { nodes = [node] }
        while case .assertion(let place)? = nodes.first, place == .start || place == .lineStart { nodes.removeFirst() }
        rest = Self.takeRest(&nodes)
        guard let beginnings = Self.texts(.concatenation(nodes)) else { return nil }
        self.beginnings = beginnings
    }

    func matches(_ text: Span<UInt8>) -> Bool {
        for beginning in beginnings where Self.begins(text, with: beginning.span) {
            switch rest {
            case .anything: return true
            case .nothing: if text.count == beginning.count { return true }
            case .atMostLineEnd: if Self.isAtMostLineEnd(text, from: beginning.count) { return true }
            case .line:
                var end = beginning.count
                while end < text.count, text[end] != 0x0A { end &+= 1 }
                if Self.isAtMostLineEnd(text, from: end) { return true }
            }
        }
        return false
    }

    private static func begins(_ text: Span<UInt8>, with beginning: Span<UInt8>) -> Bool {
        guard text.count >= beginning.count else { return false }
        for index in 0..<beginning.count where text[index] != beginning[index] { return false }
        return true
    }

    private static func isAtMostLineEnd(_ text: Span<UInt8>, from place: Int) -> Bool {
        text.count == place || text.count == place &+ 1 && text[place] == 0x0A
    }

    /// What the last nodes say, which are taken away.
    private static func takeRest(_ nodes: inout [PatternNode]) -> Rest {
        switch nodes.last {
        case .assertion(.textEnd):
            nodes.removeLast()
            return .nothing
        case .assertion(.end):
            nodes.removeLast()
            guard case .repetition(.any(let dotAll), minimum: 0, maximum: nil)? = nodes.last else {
                return .atMostLineEnd
            }
            nodes.removeLast()
            return dotAll ? .anything : .line
        default: break
        }
        // What may be left out, at the end, always matches.
        while case .repetition(_, minimum: 0, maximum: _)? = nodes.last { nodes.removeLast() }
        return .anything
    }

    /// All texts that match a node, in UTF-8, when they are few.
    private static func texts(_ node: PatternNode) -> [[UInt8]]? {
        switch node {
        case .empty: return [[]]
        case .literal(let scalar): return [utf8(scalar)]
        case .set(let set):
            guard !set.isNegated, set.folding == nil, set.classes.isEmpty,
                set.ranges.reduce(0, { $0 + $1.count }) <= maximumCount
            else { return nil }
            return set.ranges.flatMap { $0.map(utf8) }
        case .concatenation(let nodes):
            var texts: [[UInt8]] = [[]]
            for node in nodes {
                guard let ends = Self.texts(node), texts.count * ends.count <= maximumCount,
                    texts.first.map({ $0.count <= maximumLength }) != false
                else { return nil }
                texts = texts.flatMap { text in ends.map { text + $0 } }
            }
            return texts
        case .alternation(let nodes):
            var texts: [[UInt8]] = []
            for node in nodes {
                guard let more = Self.texts(node), texts.count + more.count <= maximumCount else { return nil }
                texts += more
            }
            return texts
        default: return nil
        }
    }

    /// In the form of a text's bytes, in which a surrogate may stand alone.
    private static func utf8(_ scalar: UInt32) -> [UInt8] {
        if let scalar = Unicode.Scalar(scalar) { return Array(String(scalar).utf8) }
        return [0xED, UInt8(0x80 | scalar >> 6 & 0x3F), UInt8(0x80 | scalar & 0x3F)]
    }
}
