// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A member of a consumer group.
public struct ConsumerGroupMember: Sendable, Hashable {
    /// The id that the group gave it.
    public let memberID: String
    /// Its own id (`group.instance.id`), where it is a static member.
    public let groupInstanceID: String?
    /// Its `client.id`.
    public let clientID: String
    /// The host that it is connected from.
    public let host: String
    /// The partitions that it has, sorted.
    public let assignment: [TopicPartition]
    /// The partitions that it will have, sorted, in a group of type ``ConsumerGroupType/consumer``; nil where
    /// librdkafka does not tell it, which it does since 2.10.
    public let targetAssignment: [TopicPartition]?
}
