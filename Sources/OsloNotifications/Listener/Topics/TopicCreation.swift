// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What Kafka topics are to be like that are made.
public struct TopicCreation: Sendable, Hashable {
    /// How many partitions; nil for the cluster's own number.
    public var partitions: Int?
    /// How many replicas of each; nil for the cluster's own number.
    public var replicationFactor: Int?
    /// How long Kafka keeps records, in whole milliseconds; nil for as long as the cluster does by itself.
    public var retention: Duration?
    /// Whether the dead-letter topics are made too, by a listener those that it may write to. Where brokers make no topics
    /// by themselves, a listener whose dead letters have no topic can't get past the first record that it can't handle.
    public var includesDeadLetters: Bool

    /// Topics of this kind.
    public init(
        partitions: Int? = nil, replicationFactor: Int? = nil, retention: Duration? = nil,
        includesDeadLetters: Bool = true
    ) {
        self.partitions = partitions
        self.replicationFactor = replicationFactor
        self.retention = retention
        self.includesDeadLetters = includesDeadLetters
    }
}
