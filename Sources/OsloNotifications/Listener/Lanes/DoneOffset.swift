// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// How far a partition is done. It is stored at the end of a slice and of its lane's task, and before that whenever a record is done a tenth of a
/// second or more after the last time, so that slow handlers have their progress committed too.
struct DoneOffset {
    private let partition: TopicPartition
    private var next: Int64?
    /// Or when the lane's task began.
    private var storedAt = ContinuousClock.now

    private static let interval: Duration = .milliseconds(100)

    init(_ partition: TopicPartition) {
        self.partition = partition
    }

    /// All records before `next` are done.
    mutating func advance(to next: Int64, in consumer: KafkaConsumer) {
        self.next = next
        let now = ContinuousClock.now
        guard now - storedAt >= Self.interval else { return }
        storedAt = now
        store(in: consumer)
    }

    mutating func store(in consumer: KafkaConsumer) {
        guard let offset = next else { return }
        consumer.store([TopicPartitionOffset(partition, offset: offset)])
        next = nil
    }
}
