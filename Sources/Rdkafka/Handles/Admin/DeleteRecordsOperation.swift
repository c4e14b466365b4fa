// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

struct DeleteRecordsOperation: AdminOperation {
    let offsets: [TopicPartitionOffset]

    var name: String { "deleting records" }

    func submit(_ request: borrowing AdminRequest) {
        let list = PartitionList(offsets)
        var objects = unsafe AdminObjects { unsafe rd_kafka_DeleteRecords_destroy($0) }
        unsafe objects.append(rd_kafka_DeleteRecords_new(list.pointer))
        let (client, options, queue) = unsafe (request.client, request.options, request.queue)
        unsafe objects.with { unsafe rd_kafka_DeleteRecords(client, $0, $1, options, queue) }
    }

    func answer(_ event: borrowing EventHandle) -> [TopicPartition: Result<Int64, KafkaError>] {
        let result = unsafe rd_kafka_event_DeleteRecords_result(event.pointer)
        return unsafe AdminAnswers.partitions(
            "deleting records of", rd_kafka_DeleteRecords_result_offsets(result)
        ) { unsafe $0.offset }
    }
}
