// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A pattern as the states of an automaton, in the way of Thompson.
struct PatternProgram: Sendable {
    enum Instruction: Sendable {
        case scalar(UInt32)
        /// An index into ``sets``.
        case set(Int)
        case any
        case anyButLineEnd
        case jump(Int)
        case split(Int, Int)
        case assertion(PatternAssertion)
        /// An index into the looks of the pattern, of which the place has to be one, or has not.
        case look(Int, isNegated: Bool)
        case fail
        case match
    }

    var instructions: [Instruction] = []
    var sets: [ScalarSet] = []
}
