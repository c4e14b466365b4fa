// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How an admin client ended.
public struct AdminShutdownReport: Sendable, Hashable {
    /// Calls that had no answer yet; each has failed with `shutDown`. The cluster may have done what they asked.
    public let unanswered: Int
    /// Whether librdkafka's client has ended. If not, a request blocks it that was out at the deadline, or a name
    /// server that doesn't answer; it ends in the background with that.
    public let hasEnded: Bool
}
