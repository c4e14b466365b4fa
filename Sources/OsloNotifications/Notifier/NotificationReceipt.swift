// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The broker's acknowledgement of a notification.
public struct NotificationReceipt: Sendable, Hashable {
    /// The notification's `message_id`, the same on all its topics.
    public let messageID: MessageID
    /// Where it is, once for each topic, in the order of the topics.
    public let deliveries: [Delivery]

    /// Where one record of a notification is.
    public struct Delivery: Sendable, Hashable {
        /// The Kafka topic, such as `notifications.info`.
        public let topic: String
        /// The partition.
        public let partition: Int32
        /// The offset; nil where the broker doesn't tell, as with `acks=0`.
        public let offset: Int64?
        /// From queueing to the broker's answer.
        public let latency: Duration
    }
}
