// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What the cluster consists of and what it holds.
public struct ClusterMetadata: Sendable {
    /// The cluster and its brokers.
    public let cluster: ClusterDescription
    /// Each topic that the client may see, by its name.
    public let topics: [String: Result<TopicDescription, KafkaError>]

    /// The partitions that can be asked for something.
    var partitionsWithLeader: Set<TopicPartition> {
        var partitions: Set<TopicPartition> = []
        for case (let name, .success(let topic)) in topics {
            for partition in topic.partitions where partition.leader != nil {
                partitions.insert(TopicPartition(topic: name, partition: partition.partition))
            }
        }
        return partitions
    }
}
