// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The driver that sends over the transport: one record for each of the notifier's topics.
///
/// Its names are `messagingv2` and `messaging`, which are the same, as they are for oslo.messaging over Kafka. A
/// notifier that has it alone hands its records over without going through this type.
public struct MessagingDriver: NotificationDriver {
    /// The driver.
    public init() {}

    /// True.
    public var usesTransport: Bool { true }

    /// Queues the records.
    public func post(_ notification: DriverNotification) throws(NotificationError) {
        for record in try notification.maker.records(notification.header, notification.value) {
            try notification.carrier.post(record, notification.header)
        }
    }

    /// Queues the records, each when there is room.
    public func enqueue(_ notification: DriverNotification, timeout: Duration?) async throws(NotificationError) {
        for record in try notification.maker.records(notification.header, notification.value) {
            try await notification.carrier.enqueue(record, notification.header, timeout: timeout)
        }
    }

    /// Sends the records and waits for the broker.
    public func send(_ notification: DriverNotification) async throws(NotificationError)
        -> [NotificationReceipt.Delivery]
    {
        try await notification.carrier.send(
            try notification.maker.records(notification.header, notification.value), notification.header)
    }
}
