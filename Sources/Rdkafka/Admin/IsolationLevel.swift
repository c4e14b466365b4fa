// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Which records of transactions count.
public enum IsolationLevel: Sendable, Hashable {
    /// All.
    case readUncommitted
    /// Those before the first transaction that is still open.
    case readCommitted
}
