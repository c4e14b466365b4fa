// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConsumer {
    /// Whether a record is still to be handled here. It is not when its partition was given up since it was read, even
    /// if that has come back, or when it was sought elsewhere: then it is read again, here or by another member, after
    /// records that come before it.
    public func isCurrent(_ record: ConsumerRecord) -> Bool {
        core.assignment.isCurrent(record.topicPartition, readUnder: record.storage.epoch)
    }

    /// Whether a batch's records of a partition are still to be handled here, as ``isCurrent(_:)`` says of one.
    public func isCurrent(_ batch: ConsumerRecordBatch, in partition: TopicPartition) -> Bool {
        core.assignment.isCurrent(partition, readUnder: batch.epoch)
    }
}
