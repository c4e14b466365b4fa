// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How a consumer ended.
public struct ConsumerShutdownReport: Sendable, Hashable {
    /// Whether it ended in good order: what was stored was handed over to be committed, and the group was told, unless
    /// its coordinator was known to be out of reach. If not, the group notices after `session.timeout.ms`, and what was
    /// stored and not committed is read again.
    public let hasLeftGroup: Bool
}
