// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How a consumer ended.
public struct ConsumerShutdownReport: Sendable, Hashable {
    /// Whether it ended in good order: what was stored was handed over to be committed, and the group's coordinator has
    /// answered that it was told; true also where there was nothing to leave, and for a member that is to be remembered
    /// (`group.instance.id`). If not, the group notices after `session.timeout.ms`, and what was stored and not
    /// committed is read again.
    public let hasLeftGroup: Bool
    /// Calls that had not returned by the deadline, such as a question to a broker that doesn't answer.
    public let callsUnderWay: Int
    /// Whether the client's threads have ended and its memory is given back. If not, that happens later, when what was
    /// under way has: calls, and requests to a broker that is gone.
    public let hasEnded: Bool
}
