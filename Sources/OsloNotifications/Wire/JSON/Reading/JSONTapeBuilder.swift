// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Makes the nodes of a ``JSONTape``.
struct JSONTapeBuilder: JSONEventHandler {
    private(set) var nodes: [JSONTape.Node] = []
    /// The innermost container that is open; its node's `start` is the one around it.
    private var open: UInt32 = .max

    /// - Parameter size: How many bytes the text has at most.
    init(size: Int) {
        nodes.reserveCapacity(min(max(8, size / 12), 1024))
    }

    mutating func beginObject() {
        begin(.object)
    }

    mutating func beginArray() {
        begin(.array)
    }

    mutating func end() {
        let index = Int(open)
        open = nodes[index].start
        nodes[index].start = 0
        nodes[index].next = UInt32(nodes.count)
    }

    mutating func key(_ token: StringToken, in text: Span<UInt8>) {
        // It is counted with its value.
        let fingerprint = KeyFingerprint.of(text.extracting(token.start..<token.end))
        append(token.isEscaped ? .escapedString(token.form) : .string, token.start, token.end, fingerprint)
    }

    mutating func string(_ token: StringToken, in text: Span<UInt8>) {
        count()
        append(token.isEscaped ? .escapedString(token.form) : .string, token.start, token.end)
    }

    mutating func number(_ token: NumberToken, in text: Span<UInt8>) {
        count()
        append(token.isInteger ? .integer : .double, token.start, token.end)
    }

    mutating func word(_ word: JSONWord) {
        count()
        append(.word(word), 0, 0)
    }

    private mutating func begin(_ kind: JSONTape.Kind) {
        count()
        let index = UInt32(nodes.count)
        nodes.append(JSONTape.Node(kind: kind, start: open))
        open = index
    }

    @inline(__always)
    private mutating func append(_ kind: JSONTape.Kind, _ start: Int, _ end: Int, _ fingerprint: UInt32 = 0) {
        nodes.append(
            JSONTape.Node(
                kind: kind, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
                next: UInt32(truncatingIfNeeded: nodes.count &+ 1), count: fingerprint))
    }

    @inline(__always)
    private mutating func count() {
        if open != .max { nodes[Int(open)].count &+= 1 }
    }
}
