// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting

extension MockCluster {
    /// A producer of this cluster.
    func producer(
        _ properties: [String: String] = [:],
        onPostFailure: PostFailureHandler? = nil
    ) throws(KafkaError) -> KafkaProducer {
        try KafkaProducer(
            configuration: KafkaConfiguration(["bootstrap.servers": bootstrapServers]).withDefaults(properties),
            onPostFailure: onPostFailure)
    }
}
