// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConsumer {
    /// Notes where to go on in partitions. It is committed in the background every `auto.commit.interval.ms` while
    /// `enable.auto.commit` is true, before a partition is given up, and at shutdown. Metadata is not: see
    /// `commit(_:timeout:)`.
    ///
    /// - Parameter offsets: for each partition the offset of the next record to be read.
    /// - Returns: the partitions for which nothing was stored, because they are not this consumer's any more, or because
    ///   it has no group.
    @discardableResult
    public func store(_ offsets: [TopicPartitionOffset]) -> [TopicPartition] {
        guard !offsets.isEmpty else { return [] }
        guard core.handle.hasGroup else { return offsets.map(\.topicPartition) }
        return core.withHandle { $0.store(offsets).map(\.0) } ?? offsets.map(\.topicPartition)
    }

    /// Notes that a record is done, and all before it in its partition.
    ///
    /// - Returns: false when the partition is not this consumer's any more, or it has no group.
    @discardableResult
    public func store(_ record: ConsumerRecord) -> Bool {
        store([record.nextOffset]).isEmpty
    }
}
