// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How a consumer ended.
public struct ConsumerShutdownReport: Sendable, Hashable {
    /// Whether it has left its group and committed what was stored. If not, as with a broker that is gone, the group
    /// notices after `session.timeout.ms`, and what was stored and not committed is read again.
    public let hasLeftGroup: Bool
}
