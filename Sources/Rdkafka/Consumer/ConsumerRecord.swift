// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A record that was consumed. It keeps its whole batch in memory as long as it lives.
public struct ConsumerRecord: Sendable {
    let storage: BatchStorage
    let place: RecordPlace

    /// The topic.
    public var topic: String { storage.topics[Int(place.topic)] }
    /// The partition.
    public var partition: Int32 { place.partition }
    /// The topic and the partition.
    public var topicPartition: TopicPartition { TopicPartition(topic: topic, partition: partition) }
    /// Whether two records are from one partition; cheap for records of one batch.
    public func isSamePartition(as other: ConsumerRecord) -> Bool {
        guard partition == other.partition else { return false }
        return storage === other.storage ? place.topic == other.place.topic : topic == other.topic
    }

    /// The offset in the partition.
    public var offset: Int64 { place.offset }
    /// Where to go on when the record is done, to be stored or committed.
    public var nextOffset: TopicPartitionOffset {
        TopicPartitionOffset(topicPartition, offset: offset + 1, leaderEpoch: leaderEpoch)
    }
    /// How many bytes its key and its value have.
    package var byteCount: Int { place.byteCount }
    /// Milliseconds since 1970 (UTC), the sender's or the broker's; nil where the record has none.
    public var timestamp: Int64? { place.timestamp < 0 ? nil : place.timestamp }
    /// The epoch of the partition's leader; nil where librdkafka doesn't tell, as before 2.1.
    public var leaderEpoch: Int32? { place.leaderEpoch < 0 ? nil : place.leaderEpoch }
    /// The headers, in order.
    public var headers: [RecordHeader] { place.headers < 0 ? [] : storage.headers[Int(place.headers)] }
}
