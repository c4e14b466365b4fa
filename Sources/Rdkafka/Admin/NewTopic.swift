// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A topic that is to be created.
public struct NewTopic: Sendable, Hashable {
    /// How the partitions of a new topic are laid out.
    public enum Layout: Sendable, Hashable {
        /// So many partitions with so many replicas each, where the cluster chooses the brokers. Nil is the cluster's
        /// own default (`num.partitions`, `default.replication.factor`).
        case count(partitions: Int?, replicationFactor: Int?)
        /// For each partition, from 0, the ids of the brokers that get a replica; the first is the preferred leader.
        case assignment([[Int32]])
    }

    /// The topic's name.
    public var name: String
    /// How many partitions and replicas, or where they are.
    public var layout: Layout
    /// The topic's configs that are not left to the cluster, such as `retention.ms`.
    public var configuration: [String: String]

    /// A topic whose replicas the cluster places.
    public init(
        _ name: String,
        partitions: Int? = nil,
        replicationFactor: Int? = nil,
        configuration: [String: String] = [:]
    ) {
        self.name = name
        layout = .count(partitions: partitions, replicationFactor: replicationFactor)
        self.configuration = configuration
    }

    /// A topic whose replicas are placed by the caller.
    public init(_ name: String, replicaAssignment: [[Int32]], configuration: [String: String] = [:]) {
        self.name = name
        layout = .assignment(replicaAssignment)
        self.configuration = configuration
    }

    /// Why librdkafka would not take it.
    var refusal: KafkaError? {
        if let refusal = NameCheck.topicRefusal(name) { return refusal }
        switch layout {
        case .count(let partitions, let replicationFactor):
            if let partitions, !(1...100_000).contains(partitions) {
                return KafkaError(.invalidArgument, "topic \(name): \(partitions) partitions: 1 to 100000 are allowed")
            }
            if let replicationFactor, !(1...10_000).contains(replicationFactor) {
                return KafkaError(
                    .invalidArgument, "topic \(name): replication factor \(replicationFactor): 1 to 10000 are allowed")
            }
        case .assignment(let replicas):
            if replicas.isEmpty || replicas.contains(where: \.isEmpty) {
                return KafkaError(
                    .invalidArgument, "topic \(name): each partition of a replica assignment needs a broker")
            }
        }
        return nil
    }
}

extension NewTopic.Layout {
    /// As librdkafka takes them, where -1 leaves a number to the cluster or to the assignment.
    var counts: (partitions: Int32, replicationFactor: Int32) {
        switch self {
        case .count(let partitions, let replicationFactor):
            (partitions.map { Int32(clamping: $0) } ?? -1, replicationFactor.map { Int32(clamping: $0) } ?? -1)
        case .assignment(let replicas): (Int32(clamping: replicas.count), -1)
        }
    }
}
