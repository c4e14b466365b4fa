// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// An offset in a partition of a topic.
public struct TopicPartitionOffset: Sendable, Hashable {
    /// The topic and the partition.
    public let topicPartition: TopicPartition
    /// The offset. As a stored or committed offset: of the next record to be read, one more than the last one done.
    public let offset: Int64
    /// The epoch of the leader that the record before was read from, so that a consumer that goes on here notices when
    /// a new leader doesn't have it; nil where it is not known, and with librdkafka before 2.1.
    public let leaderEpoch: Int32?
    /// A text that is committed with the offset and comes back with it; nil for none.
    public let metadata: String?

    /// An offset in a partition.
    public init(
        _ topicPartition: TopicPartition, offset: Int64, leaderEpoch: Int32? = nil, metadata: String? = nil
    ) {
        self.topicPartition = topicPartition
        self.offset = offset
        self.leaderEpoch = leaderEpoch
        self.metadata = metadata
    }
}
