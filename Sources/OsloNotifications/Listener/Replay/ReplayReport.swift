// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a replay has read.
public struct ReplayReport: Sendable, Hashable {
    /// How many notifications were replayed.
    public internal(set) var replayed = 0
    /// How many records were no notifications.
    public internal(set) var undecodable = 0
}
