// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

struct CreateTopicsOperation: AdminOperation {
    let topics: [NewTopic]
    let validateOnly: Bool

    var name: String { "creating topics" }

    func submit(_ request: borrowing AdminRequest) throws(KafkaError) {
        if validateOnly { try request.setValidateOnly() }
        var objects = unsafe AdminObjects { unsafe rd_kafka_NewTopic_destroy($0) }
        for topic in topics { unsafe objects.append(try Self.object(topic)) }
        let (client, options, queue) = unsafe (request.client, request.options, request.queue)
        unsafe objects.with { unsafe rd_kafka_CreateTopics(client, $0, $1, options, queue) }
    }

    func answer(_ event: borrowing EventHandle) -> [String: Result<Void, KafkaError>] {
        let result = unsafe rd_kafka_event_CreateTopics_result(event.pointer)
        return unsafe AdminAnswers.topics("creating topic") { unsafe rd_kafka_CreateTopics_result_topics(result, $0) }
    }

    private static func object(_ topic: NewTopic) throws(KafkaError) -> OpaquePointer {
        var text = ErrorText()
        let (partitions, replicationFactor) = topic.layout.counts
        guard
            let object = unsafe text.fill({
                unsafe rd_kafka_NewTopic_new(topic.name, partitions, replicationFactor, $0, $1)
            })
        else { throw KafkaError(.invalidArgument, "topic \(topic.name): \(text.string)") }
        do throws(KafkaError) {
            try unsafe complete(object, topic)
        } catch {
            unsafe rd_kafka_NewTopic_destroy(object)
            throw error
        }
        return unsafe object
    }

    private static func complete(_ object: OpaquePointer, _ topic: NewTopic) throws(KafkaError) {
        var text = ErrorText()
        if case .assignment(let replicas) = topic.layout {
            for (index, replicas) in replicas.enumerated() {
                var brokers = replicas
                let error = unsafe text.fill {
                    unsafe rd_kafka_NewTopic_set_replica_assignment(
                        object, Int32(index), &brokers, brokers.count, $0, $1)
                }
                guard error == RD_KAFKA_RESP_ERR_NO_ERROR else {
                    throw .librdkafka(error, "topic \(topic.name): \(text.string)")
                }
            }
        }
        for (name, value) in topic.configuration.sorted(by: { $0.key < $1.key }) {
            let error = unsafe rd_kafka_NewTopic_set_config(object, name, value)
            guard error == RD_KAFKA_RESP_ERR_NO_ERROR else {
                throw .librdkafka(error, "topic \(topic.name), config \(name)")
            }
        }
    }
}
