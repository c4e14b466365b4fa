// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How a listener is doing; see ``TransportHealth/listeners``.
public struct ListenerHealth: Sendable, Hashable {
    /// The consumer group.
    public let group: String
    /// The state: `unknown` before it runs and until a broker first answers; `stalled` when none answers for longer than
    /// is allowed; `failed` when it ended with an error, until the group has another listener on the transport.
    public let state: TransportHealth.State
    /// Whether it has joined its group and was given its partitions, be they none. False again while the partitions are
    /// handed out anew, which lasts as long as the slowest member takes.
    public let isInGroup: Bool
    /// When a broker last answered; nil before any did.
    public let lastResponse: ContinuousClock.Instant?
    /// When a look first saw that records had come since the look before; nil before any came.
    public let lastRecords: ContinuousClock.Instant?
    /// What keeps it from the brokers, or what it ended with; nil when nothing does.
    public let problem: String?
}
