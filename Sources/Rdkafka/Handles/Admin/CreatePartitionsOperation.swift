// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

struct CreatePartitionsOperation: AdminOperation {
    let topics: [NewPartitions]
    let validateOnly: Bool

    var name: String { "creating partitions" }

    func submit(_ request: borrowing AdminRequest) throws(KafkaError) {
        if validateOnly { try request.setValidateOnly() }
        var objects = unsafe AdminObjects { unsafe rd_kafka_NewPartitions_destroy($0) }
        for topic in topics { unsafe objects.append(try Self.object(topic)) }
        let (client, options, queue) = unsafe (request.client, request.options, request.queue)
        unsafe objects.with { unsafe rd_kafka_CreatePartitions(client, $0, $1, options, queue) }
    }

    func answer(_ event: borrowing EventHandle) -> [String: Result<Void, KafkaError>] {
        let result = unsafe rd_kafka_event_CreatePartitions_result(event.pointer)
        return unsafe AdminAnswers.topics("creating partitions of topic") {
            unsafe rd_kafka_CreatePartitions_result_topics(result, $0)
        }
    }

    private static func object(_ topic: NewPartitions) throws(KafkaError) -> OpaquePointer {
        var text = ErrorText()
        guard
            let object = unsafe text.fill({
                unsafe rd_kafka_NewPartitions_new(topic.topic, topic.totalCount, $0, $1)
            })
        else { throw KafkaError(.invalidArgument, "topic \(topic.topic): \(text.string)") }
        for (index, replicas) in (topic.replicaAssignment ?? []).enumerated() {
            var brokers = replicas
            let error = unsafe text.fill {
                unsafe rd_kafka_NewPartitions_set_replica_assignment(
                    object, Int32(index), &brokers, brokers.count, $0, $1)
            }
            guard error == RD_KAFKA_RESP_ERR_NO_ERROR else {
                unsafe rd_kafka_NewPartitions_destroy(object)
                throw .librdkafka(error, "topic \(topic.topic): \(text.string)")
            }
        }
        return unsafe object
    }
}
