// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Keeps what senders write and what broker threads write on different cache lines.
struct PaddedCacheLine: Sendable {
    private let bytes: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0, 0)
}
