// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// What a listener reads from.
enum ListenerSource: Sendable {
    case kafka(KafkaConsumer)
    case memory(MemoryConsumer)

    var client: any ListeningClient {
        switch self {
        case .kafka(let consumer): consumer
        case .memory(let consumer): consumer
        }
    }

    /// All of a record's partition before an offset is done.
    func store(_ next: Int64, of record: any InboundRecord) {
        switch self {
        case .kafka(let consumer):
            let partition = TopicPartition(topic: record.topic, partition: record.partition)
            consumer.store([TopicPartitionOffset(partition, offset: next)])
        case .memory(let consumer):
            if let record = record as? MemoryRecord { consumer.commit(next, of: record) }
        }
    }
}
