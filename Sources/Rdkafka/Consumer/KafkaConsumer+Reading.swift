// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConsumer {
    /// What it reads, in batches.
    public var batches: ConsumerBatches {
        ConsumerBatches(consumer: self)
    }

    /// What it reads, in batches of a size and at a pace. A batch comes as soon as there is a record; it doesn't wait
    /// for more, unless ``ConsumerOptions/maxBatchWait`` says so.
    ///
    /// - Parameters:
    ///   - maxCount: the largest number of records in a batch, at least 1; ``ConsumerOptions/maxBatchCount`` bounds it
    ///     too.
    ///   - maxWait: an empty batch comes when there was no record for so long; nil waits for ever.
    public func batches(maxCount: Int? = nil, maxWait: Duration? = nil) -> ConsumerBatches {
        ConsumerBatches(consumer: self, maxCount: maxCount, maxWait: maxWait)
    }

    /// What it reads, record by record. Errors of partitions are logged as warnings.
    public var records: ConsumerRecords {
        records(onPartitionError: nil)
    }

    /// What it reads, record by record.
    ///
    /// - Parameter handler: gets the errors of partitions, in the task that iterates; with nil they are logged as
    ///   warnings.
    public func records(onPartitionError handler: (@Sendable (ConsumerPartitionError) -> Void)?) -> ConsumerRecords {
        ConsumerRecords(consumer: self, errorHandler: handler)
    }
}
