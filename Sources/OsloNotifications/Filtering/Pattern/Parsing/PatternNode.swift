// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a pattern says, as a tree. How eager a repetition is makes no difference to whether there is a match, so it is
/// not kept; nor are groups.
indirect enum PatternNode: Sendable {
    case empty
    /// Matches nothing: `(?!)`.
    case never
    case literal(UInt32)
    case set(ScalarSet)
    /// `.`; with `dotAll` a line end as well.
    case any(dotAll: Bool)
    case assertion(PatternAssertion)
    case concatenation([PatternNode])
    case alternation([PatternNode])
    case repetition(PatternNode, minimum: Int, maximum: Int?)
    case look(PatternNode, isBehind: Bool, isNegated: Bool)
}

extension PatternNode {
    /// How many characters it takes, at least and at most; `nil` is no bound.
    var width: (least: Int, most: Int?) {
        switch self {
        case .empty, .never, .assertion, .look: return (0, 0)
        case .literal, .set, .any: return (1, 1)
        case .concatenation(let nodes):
            return nodes.reduce((0, 0)) { sum, node in
                let width = node.width
                return (
                    Self.sum(sum.0, width.least),
                    sum.1.flatMap { total in width.most.map { Self.sum(total, $0) } }
                )
            }
        case .alternation(let nodes):
            let widths = nodes.map(\.width)
            let most = widths.contains { $0.most == nil } ? nil : widths.compactMap(\.most).max()
            return (widths.map(\.least).min() ?? 0, most ?? (widths.isEmpty ? 0 : nil))
        case .repetition(let node, let minimum, let maximum):
            let width = node.width
            let most = maximum.flatMap { count in width.most.map { Self.product($0, count) } }
            return (Self.product(width.least, minimum), width.most == 0 ? 0 : most)
        }
    }

    private static func sum(_ left: Int, _ right: Int) -> Int {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }

    private static func product(_ left: Int, _ right: Int) -> Int {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? .max : product
    }
}
