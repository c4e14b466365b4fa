// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A topic with its partitions.
public struct TopicDescription: Sendable {
    /// Its name.
    public let name: String
    /// Its id, in Kafka's base64 form; nil where librdkafka does not tell it, which it does since 2.3.
    public let id: String?
    /// Whether it is one of Kafka's own, such as `__consumer_offsets`; nil where librdkafka does not tell it, which it
    /// does since 2.3.
    public let isInternal: Bool?
    /// Its partitions, by their numbers.
    public let partitions: [PartitionDescription]
}
