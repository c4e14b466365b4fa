// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Partitions that a topic is to get in addition.
public struct NewPartitions: Sendable, Hashable {
    /// The topic.
    public var topic: String
    /// How many partitions it is to have in all.
    public var totalCount: Int
    /// For each new partition, in order, the ids of the brokers that get a replica; nil lets the cluster choose.
    public var replicaAssignment: [[Int32]]?

    /// More partitions for a topic.
    public init(topic: String, totalCount: Int, replicaAssignment: [[Int32]]? = nil) {
        self.topic = topic
        self.totalCount = totalCount
        self.replicaAssignment = replicaAssignment
    }

    /// Why librdkafka would not take it.
    var refusal: KafkaError? {
        if let refusal = NameCheck.topicRefusal(topic) { return refusal }
        guard (1...100_000).contains(totalCount) else {
            return KafkaError(.invalidArgument, "topic \(topic): \(totalCount) partitions: 1 to 100000 are allowed")
        }
        if let replicaAssignment, replicaAssignment.isEmpty || replicaAssignment.contains(where: \.isEmpty) {
            return KafkaError(
                .invalidArgument, "topic \(topic): each new partition of a replica assignment needs a broker")
        }
        return nil
    }
}
