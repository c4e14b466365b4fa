// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Which records of transactions count.
public enum IsolationLevel: String, Sendable, Hashable {
    /// All, also those of transactions that are open or were aborted.
    case readUncommitted = "read_uncommitted"
    /// Those of transactions that are committed, up to the first transaction that is still open.
    case readCommitted = "read_committed"
}
