// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
internal import Rdkafka

/// Owner of a mock cluster and of the client that it lives in.
struct MockClusterHandle: @unchecked Sendable {
    // librdkafka locks inside a mock cluster; the owner destroys it once.
    let cluster: OpaquePointer
    private let client: OpaquePointer

    init(brokers: Int) throws(KafkaError) {
        guard (1...100).contains(brokers) else {
            throw KafkaError(.invalidArgument, "\(brokers) brokers: 1 to 100 are allowed")
        }
        let configuration = rd_kafka_conf_new()
        // The cluster's own client has nothing to say to anybody.
        rd_kafka_conf_set_log_cb(configuration, nil)
        guard let client = rd_kafka_new(RD_KAFKA_PRODUCER, configuration, nil, 0) else {
            rd_kafka_conf_destroy(configuration)
            throw KafkaError(.broker, "no client can be made for a mock cluster")
        }
        guard let cluster = rd_kafka_mock_cluster_new(client, Int32(brokers)) else {
            rd_kafka_destroy(client)
            throw KafkaError(.broker, "no mock cluster of \(brokers) brokers can be made")
        }
        self.client = client
        self.cluster = cluster
    }

    /// Ends the cluster. Blocks.
    func destroy() {
        rd_kafka_mock_cluster_destroy(cluster)
        rd_kafka_destroy(client)
    }
}
