// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConsumer {
    /// Whether a batch's records of a partition are still to be handled here. They are not when the partition has been
    /// given up since they were read, even if it has come back, or when it was sought elsewhere: then they are read again,
    /// here or by another member, after records that come before them.
    package func isCurrent(_ batch: ConsumerRecordBatch, in partition: TopicPartition) -> Bool {
        core.assignment.isCurrent(partition, readUnder: batch.epoch)
    }
}
