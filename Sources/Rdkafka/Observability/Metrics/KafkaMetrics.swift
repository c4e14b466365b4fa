// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The numbers of a client at one moment: its own counters, and librdkafka's last statistics.
public struct KafkaMetrics: Sendable, Hashable {
    /// The client's name, such as `rdkafka#producer-1`.
    public var client: String
    /// A producer's counters; nil for a consumer.
    public var producer: ProducerCounters?
    /// Errors that the client has told of, in total: brokers that can't be reached, and a consumer's errors of topics
    /// and partitions, which are in its batches.
    public var errors: Int
    /// librdkafka's last statistics; nil before the first, and without the property `statistics.interval.ms`.
    public var statistics: KafkaStatistics?
    /// Whether the client has ended: these are its last numbers.
    public var hasEnded: Bool

    /// Numbers of a client, for the test of an observer.
    public init(
        client: String,
        producer: ProducerCounters? = nil,
        errors: Int = 0,
        statistics: KafkaStatistics? = nil,
        hasEnded: Bool = false
    ) {
        self.client = client
        self.producer = producer
        self.errors = errors
        self.statistics = statistics
        self.hasEnded = hasEnded
    }
}
