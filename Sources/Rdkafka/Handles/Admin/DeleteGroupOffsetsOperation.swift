// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Makes a group forget offsets.
struct DeleteGroupOffsetsOperation: AdminOperation {
    let group: String
    let partitions: [TopicPartition]

    var name: String { "deleting offsets of group \(group)" }

    func submit(_ request: borrowing AdminRequest) {
        let list = PartitionList(partitions)
        var objects = unsafe AdminObjects { unsafe rd_kafka_DeleteConsumerGroupOffsets_destroy($0) }
        unsafe objects.append(rd_kafka_DeleteConsumerGroupOffsets_new(group, list.pointer))
        let (client, options, queue) = unsafe (request.client, request.options, request.queue)
        unsafe objects.with { unsafe rd_kafka_DeleteConsumerGroupOffsets(client, $0, $1, options, queue) }
    }

    func answer(_ event: borrowing EventHandle) throws(KafkaError) -> [TopicPartition: Result<Void, KafkaError>] {
        let result = unsafe rd_kafka_event_DeleteConsumerGroupOffsets_result(event.pointer)
        return unsafe try AdminAnswers.groupPartitions(
            name, { unsafe rd_kafka_DeleteConsumerGroupOffsets_result_groups(result, $0) }, { _ in })
    }
}
