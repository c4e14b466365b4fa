// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A set of the states of an automaton.
protocol StateSet {
    init(count: Int)

    var isEmpty: Bool { get }

    /// Whether it was not there.
    mutating func insert(_ state: Int) -> Bool
    /// Takes one of them out.
    mutating func takeAny() -> Int?
    mutating func removeAll()
}
