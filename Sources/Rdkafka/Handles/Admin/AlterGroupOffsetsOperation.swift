// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Commits offsets in a group's place.
struct AlterGroupOffsetsOperation: AdminOperation {
    let group: String
    let offsets: [TopicPartitionOffset]

    var name: String { "altering offsets of group \(group)" }

    func submit(_ request: borrowing AdminRequest) {
        let list = PartitionList(offsets)
        var objects = unsafe AdminObjects { unsafe rd_kafka_AlterConsumerGroupOffsets_destroy($0) }
        unsafe objects.append(rd_kafka_AlterConsumerGroupOffsets_new(group, list.pointer))
        let (client, options, queue) = unsafe (request.client, request.options, request.queue)
        unsafe objects.with { unsafe rd_kafka_AlterConsumerGroupOffsets(client, $0, $1, options, queue) }
    }

    func answer(_ event: borrowing EventHandle) throws(KafkaError) -> [TopicPartition: Result<Void, KafkaError>] {
        let result = unsafe rd_kafka_event_AlterConsumerGroupOffsets_result(event.pointer)
        return unsafe try AdminAnswers.groupPartitions(
            name, { unsafe rd_kafka_AlterConsumerGroupOffsets_result_groups(result, $0) }, { _ in })
    }
}
