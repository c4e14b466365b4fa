// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// An offset that was looked up.
public struct ListedOffset: Sendable, Hashable {
    /// The offset; nil where no record is so late.
    public let offset: Int64?
    /// The record's timestamp, where it was looked up by one and librdkafka tells it, which it does since 2.3.
    public let timestamp: Int64?
    /// The epoch of the leader that wrote it; nil where it is not known, or librdkafka does not tell it.
    public let leaderEpoch: Int32?
}
