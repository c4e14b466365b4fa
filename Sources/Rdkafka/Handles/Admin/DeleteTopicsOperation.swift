// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

struct DeleteTopicsOperation: AdminOperation {
    let topics: [String]

    var name: String { "deleting topics" }

    func submit(_ request: borrowing AdminRequest) {
        var objects = unsafe AdminObjects { unsafe rd_kafka_DeleteTopic_destroy($0) }
        for topic in topics { unsafe objects.append(rd_kafka_DeleteTopic_new(topic)) }
        let (client, options, queue) = unsafe (request.client, request.options, request.queue)
        unsafe objects.with { unsafe rd_kafka_DeleteTopics(client, $0, $1, options, queue) }
    }

    func answer(_ event: borrowing EventHandle) -> [String: Result<Void, KafkaError>] {
        let result = unsafe rd_kafka_event_DeleteTopics_result(event.pointer)
        return unsafe AdminAnswers.topics("deleting topic") { unsafe rd_kafka_DeleteTopics_result_topics(result, $0) }
    }
}
