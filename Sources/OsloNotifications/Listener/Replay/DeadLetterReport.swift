// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What became of dead letters that were to be sent again.
public struct DeadLetterReport: Sendable, Hashable {
    /// How many were sent.
    public internal(set) var replayed = 0
    /// How many could not be sent because their value was too large to be kept.
    public internal(set) var skipped = 0
}
