// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A JSON text and where its values stand in it, in one flat list: what decoding needs, without a tree.
///
/// An object's node is followed by a key's node and the nodes of its value for each member, an array's by those of its
/// elements.
final class JSONTape: Sendable {
    enum Kind: Equatable, Sendable {
        case word(JSONWord)
        case integer, double, string, array, object
        case escapedString(JSONForm)
    }

    struct Node: Sendable {
        var kind: Kind
        /// Where its text is; a string's without the quotes, and nothing for a container.
        var start: UInt32 = 0
        var end: UInt32 = 0
        /// The node after it and all that is in it.
        var next: UInt32 = 0
        /// How many members or elements it has. A key's is its fingerprint.
        var count: UInt32 = 0
    }

    let text: [UInt8]
    let form: JSONForm
    let nodes: [Node]
    let coding: PayloadCoding

    /// Reads the value at `position`.
    ///
    /// - Parameter depth: How many containers the value stands in.
    init(_ text: [UInt8], at start: Int, _ form: JSONForm, depth: Int, coding: PayloadCoding) throws(WireError) {
        var builder = JSONTapeBuilder(size: text.count - start)
        try form.scanValue(text.span, at: start, depth: depth, handler: &builder)
        self.text = text
        self.form = form
        nodes = builder.nodes
        self.coding = coding
    }

    /// Null alone.
    static let null = JSONTape([Node(kind: .word(.null), next: 1)])

    private init(_ nodes: [Node]) {
        text = []
        form = .plain
        self.nodes = nodes
        coding = PayloadCoding()
    }

    /// A scalar; a container comes without what is in it.
    func scalar(_ index: Int) -> JSONValue {
        let node = nodes[index]
        return switch node.kind {
        case .word(let word): word.value
        case .integer, .double:
            number(node)
        case .string, .escapedString: JSONValue(string(index))
        case .array: .array([])
        case .object: .object(JSONObject())
        }
    }

    private func number(_ node: Node) -> JSONValue {
        let text = text
        let token = NumberToken(start: Int(node.start), end: Int(node.end), isInteger: node.kind == .integer)
        return JSONValue(token, in: text.span)
    }

    /// The text of a string or key.
    func string(_ index: Int) -> JSONText {
        let node = nodes[index]
        var token = StringToken(start: Int(node.start), end: Int(node.end), isEscaped: false)
        if case .escapedString(let form) = node.kind {
            token.isEscaped = true
            token.form = form
        }
        let text = text
        // The text was checked when it was scanned, so this can't fail.
        return (try? JSONText(token, in: text.span)) ?? .string("")
    }

    /// A value with all that is in it.
    func tree(_ index: Int) -> JSONValue {
        let node = nodes[index]
        switch node.kind {
        case .array:
            var elements: [JSONValue] = []
            elements.reserveCapacity(Int(node.count))
            var next = index + 1
            while next < Int(node.next) {
                elements.append(tree(next))
                next = Int(nodes[next].next)
            }
            return .array(elements)
        case .object: return .object(object(index))
        default: return scalar(index)
        }
    }

    /// Whether the key of a node is `name`.
    func isKey(_ index: Int, _ name: String) -> Bool {
        let node = nodes[index]
        guard node.kind == .string else { return string(index).repaired.hasSameCodePoints(as: name) }
        return isText(node, name.utf8.span)
    }

    /// Whether a string without escapes has these bytes.
    func isText(_ node: Node, _ expected: Span<UInt8>) -> Bool {
        guard Int(node.end &- node.start) == expected.count else { return false }
        let text = text
        return text.span.has(expected, at: Int(node.start))
    }
}
