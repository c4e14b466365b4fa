// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The items of a branch.
struct PatternItems {
    private var nodes: [PatternNode] = []
    /// Whether the last item is one that was repeated, and not a group with such in it.
    private(set) var endsInRepetition = false

    var isEmpty: Bool { nodes.isEmpty }

    var node: PatternNode {
        nodes.isEmpty ? .empty : nodes.count == 1 ? nodes[0] : .concatenation(nodes)
    }

    /// Whether the last item is a place, which can't be repeated; a group of places can.
    private(set) var endsInAssertion = false

    mutating func append(_ node: PatternNode, isGroup: Bool = false) {
        nodes.append(node)
        endsInRepetition = false
        endsInAssertion = false
        if !isGroup, case .assertion = node { endsInAssertion = true }
    }

    mutating func repeatLast(minimum: Int, maximum: Int?) {
        guard let node = nodes.popLast() else { return }
        nodes.append(.repetition(node, minimum: minimum, maximum: maximum))
        endsInRepetition = true
    }
}
