// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Where in Kafka a notification was.
public struct NotificationSource: Sendable, Hashable {
    /// The Kafka topic, such as `notifications.info`.
    public let topic: String
    /// The partition.
    public let partition: Int32
    /// The offset in the partition.
    public let offset: Int64
    /// The record's time, milliseconds since 1970 (UTC); nil where it has none.
    public let recordTimestamp: Int64?

    init(_ record: some InboundRecord) {
        topic = record.topic
        partition = record.partition
        offset = record.offset
        recordTimestamp = record.timestamp
    }
}

extension NotificationSource: CustomStringConvertible {
    /// Such as `notifications.info[2]@17`.
    public var description: String {
        "\(topic)[\(partition)]@\(offset)"
    }
}
