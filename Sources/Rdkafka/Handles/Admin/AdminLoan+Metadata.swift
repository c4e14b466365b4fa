// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension AdminLoan {
    /// Asks a broker for all brokers, topics and partitions. Blocks. Asking for one topic would create it where the
    /// brokers create topics on demand.
    func metadata() -> Result<ClusterMetadata, KafkaError> {
        var answer: UnsafePointer<rd_kafka_metadata>?
        let error = unsafe rd_kafka_metadata(client, 1, nil, &answer, milliseconds)
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR, let metadata = unsafe answer else {
            return .failure(.librdkafka(error, "reading the cluster's metadata"))
        }
        defer { unsafe rd_kafka_metadata_destroy(metadata) }
        let brokers = unsafe Self.array(metadata.pointee.brokers, metadata.pointee.broker_cnt) { broker in
            unsafe BrokerDescription(
                id: broker.id, host: String(c: broker.host) ?? "", port: Int(broker.port), rack: nil)
        }
        let topics = unsafe Self.array(metadata.pointee.topics, metadata.pointee.topic_cnt) { unsafe Self.topic($0) }
        let controller = unsafe rd_kafka_controllerid(client, milliseconds)
        return .success(
            ClusterMetadata(
                cluster: ClusterDescription(
                    clusterID: clusterID(), controller: controller < 0 ? nil : controller,
                    brokers: brokers.sorted { $0.id < $1.id }),
                topics: Dictionary(topics) { _, last in last }))
    }

    private func clusterID() -> String? {
        guard let text = unsafe rd_kafka_clusterid(client, milliseconds) else { return nil }
        defer { unsafe rd_kafka_mem_free(client, text) }
        return unsafe String(cString: text)
    }

    private static func topic(
        _ topic: rd_kafka_metadata_topic
    ) -> (String, Result<TopicDescription, KafkaError>) {
        let name = unsafe String(c: topic.topic) ?? ""
        if case .failure(let error) = unsafe KafkaError.result(topic.err, nil, "topic \(name)") {
            return (name, .failure(error))
        }
        let partitions = unsafe array(topic.partitions, topic.partition_cnt) { partition in
            unsafe PartitionDescription(
                partition: partition.id,
                leader: partition.leader < 0 ? nil : partition.leader,
                replicas: array(partition.replicas, partition.replica_cnt) { $0 },
                inSyncReplicas: array(partition.isrs, partition.isr_cnt) { $0 },
                error: partition.err == RD_KAFKA_RESP_ERR_NO_ERROR
                    ? nil : .librdkafka(partition.err, "partition \(name)[\(partition.id)]"))
        }
        return (
            name,
            .success(
                TopicDescription(
                    name: name, id: nil, isInternal: nil,
                    partitions: partitions.sorted { $0.partition < $1.partition }))
        )
    }

    private static func array<Source, Element>(
        _ base: UnsafeMutablePointer<Source>?,
        _ count: Int32,
        _ transform: (Source) -> Element
    ) -> [Element] {
        unsafe UnsafeBufferPointer(start: base, count: Int(count)).map { transform($0) }
    }
}
