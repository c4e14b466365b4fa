// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// For librdkafka 2.3 and later.
struct DescribeTopicsOperation: AdminOperation {
    let topics: [String]

    var name: String { "describing topics" }

    func submit(_ request: borrowing AdminRequest) {
        var names = CStrings(topics)
        let (client, options, queue) = unsafe (request.client, request.options, request.queue)
        unsafe names.with { unsafe crdkafka_describe_topics(client, $0, $1, options, queue) }
    }

    func answer(_ event: borrowing EventHandle) -> [String: Result<TopicDescription, KafkaError>] {
        let pointer = unsafe event.pointer
        let pairs = unsafe AdminArray.elements({ unsafe crdkafka_describe_topics_result(pointer, $0) }).map { topic in
            unsafe Self.topic(topic)
        }
        return Dictionary(pairs) { _, last in last }
    }

    private static func topic(_ topic: OpaquePointer) -> (String, Result<TopicDescription, KafkaError>) {
        let name = unsafe String(c: crdkafka_topic_name(topic)) ?? ""
        if let error = unsafe KafkaError.reading(crdkafka_topic_error(topic), "describing topic \(name)") {
            return (name, .failure(error))
        }
        let partitions = unsafe AdminArray.elements({ unsafe crdkafka_topic_partitions(topic, $0) }).map { partition in
            unsafe PartitionDescription(
                partition: crdkafka_partition_number(partition),
                leader: BrokerDescription.identifier(crdkafka_partition_leader(partition)),
                replicas: AdminArray.elements({ unsafe crdkafka_partition_replicas(partition, $0) }).map {
                    unsafe rd_kafka_Node_id($0)
                },
                inSyncReplicas: AdminArray.elements({ unsafe crdkafka_partition_in_sync_replicas(partition, $0) }).map {
                    unsafe rd_kafka_Node_id($0)
                },
                error: nil)
        }
        let description = unsafe TopicDescription(
            name: name,
            id: String(c: crdkafka_topic_id(topic)),
            isInternal: crdkafka_topic_is_internal(topic) != 0,
            partitions: partitions.sorted { $0.partition < $1.partition })
        return (name, .success(description))
    }
}
