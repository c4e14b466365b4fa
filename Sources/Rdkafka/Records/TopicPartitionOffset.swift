// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// An offset in a partition of a topic.
public struct TopicPartitionOffset: Sendable, Hashable {
    /// The topic and the partition.
    public let topicPartition: TopicPartition
    /// The offset. As a stored or committed offset: of the next record to be read, one more than the last one done.
    public let offset: Int64

    /// An offset in a partition.
    public init(_ topicPartition: TopicPartition, offset: Int64) {
        self.topicPartition = topicPartition
        self.offset = offset
    }
}
