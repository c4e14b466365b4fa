// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaAdmin {
    /// Describes the cluster: its id, its brokers, the controller.
    ///
    /// Before librdkafka 2.3 racks are not told.
    ///
    /// - Parameter timeout: how long to wait for the answer.
    public func describeCluster(timeout: Duration = defaultTimeout) async throws(KafkaError) -> ClusterDescription {
        if LibrdkafkaFeature.describeCluster.isSupported {
            return try await core.perform(DescribeClusterOperation(), timeout: timeout)
        }
        return try await metadata(timeout: timeout).cluster
    }

    /// Fetches what a broker knows of the whole cluster: brokers, topics, and of each partition the leader, the
    /// replicas, those in sync, and what is wrong with it. Creates no topic.
    ///
    /// A thread waits for the answer; when the call is given up it stays until the timeout.
    ///
    /// - Parameter timeout: how long to wait for the answer.
    public func metadata(timeout: Duration = defaultTimeout) async throws(KafkaError) -> ClusterMetadata {
        try await core.performBlocking("reading the cluster's metadata", timeout: timeout) { $0.metadata() }
    }
}
