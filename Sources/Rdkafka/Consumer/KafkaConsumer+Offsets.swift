// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConsumer {
    /// Notes where to go on in partitions. It is committed in the background every `auto.commit.interval.ms` while
    /// `enable.auto.commit` is true, before a partition is given up, and at shutdown. Metadata is not: see
    /// `commit(_:timeout:)`.
    ///
    /// - Parameter offsets: for each partition the offset of the next record to be read.
    /// - Returns: the partitions for which nothing was stored, because they are not this consumer's any more, because
    ///   it has no group, or because what is given is no partition or no offset.
    @discardableResult
    public func store(_ offsets: [TopicPartitionOffset]) -> [TopicPartition] {
        guard !offsets.isEmpty else { return [] }
        guard core.handle.hasGroup else { return offsets.map(\.topicPartition) }
        let (allowed, refused) = offsets.divided { NameCheck.offsetRefusal($0) == nil }
        guard !allowed.isEmpty else { return refused }
        return refused + (core.withHandle { $0.store(allowed).map(\.0) } ?? allowed.map(\.topicPartition))
    }

    /// Notes that a batch is done, and all before it in its partitions, as `store(_:)` of its
    /// ``ConsumerRecordBatch/nextOffsets`` does.
    ///
    /// - Parameter batch: a batch of this consumer.
    /// - Returns: the partitions for which nothing was stored: since the batch was read they were given up, even if
    ///   they have come back, or sought elsewhere; or the consumer has no group.
    @discardableResult
    public func store(_ batch: ConsumerRecordBatch) -> [TopicPartition] {
        let (own, gone) = batch.nextOffsets.divided { isCurrent(batch, in: $0.topicPartition) }
        return gone + store(own)
    }

    /// Notes that a record is done, and all before it in its partition.
    ///
    /// - Parameter record: a record of this consumer.
    /// - Returns: false when the partition was given up since the record was read, even if it has come back, when it
    ///   was sought elsewhere, or when the consumer has no group. Nothing is stored then: the records from where it is
    ///   read again are not done.
    @discardableResult
    public func store(_ record: ConsumerRecord) -> Bool {
        isCurrent(record) && store([record.nextOffset]).isEmpty
    }
}

extension [TopicPartitionOffset] {
    /// Those for which it is true, and the partitions of the others.
    fileprivate func divided(by isFirst: (TopicPartitionOffset) -> Bool) -> ([TopicPartitionOffset], [TopicPartition]) {
        (filter(isFirst), filter { !isFirst($0) }.map(\.topicPartition))
    }
}
