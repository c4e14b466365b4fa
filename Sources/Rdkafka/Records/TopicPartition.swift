// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A partition of a topic.
public struct TopicPartition: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The topic.
    public let topic: String
    /// The partition's number, from 0.
    public let partition: Int32

    /// A partition of a topic.
    public init(topic: String, partition: Int32) {
        self.topic = topic
        self.partition = partition
    }

    /// By topic, then by number.
    public static func < (left: TopicPartition, right: TopicPartition) -> Bool {
        (left.topic, left.partition) < (right.topic, right.partition)
    }

    /// Such as `notifications.info[2]`.
    public var description: String {
        "\(topic)[\(partition)]"
    }
}
