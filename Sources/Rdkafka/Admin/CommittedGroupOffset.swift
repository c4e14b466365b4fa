// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// An offset that a group has committed.
public struct CommittedGroupOffset: Sendable, Hashable {
    /// The offset of the next record to be read.
    public let offset: Int64
    /// The epoch of the partition's leader when it was committed; nil where it is not known, or librdkafka does not
    /// tell it, which it does since 2.1.
    public let leaderEpoch: Int32?
    /// What the committer noted with it; usually empty.
    public let metadata: String
}
