// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A look-ahead or look-behind: all places of a text where it holds are found before they are asked for, in one pass from
/// the end of the text, or from its start.
struct PatternLook: Sendable {
    /// For a look-ahead it reads the text backwards.
    let program: PatternProgram
    let isBehind: Bool
}
