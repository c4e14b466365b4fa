// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What notifications are given to: Kafka, a log, nothing, or something of one's own.
///
/// A driver is one type, and one line that registers it under a name for the option `driver`: see <doc:Drivers>.
public protocol NotificationDriver: Sendable {
    /// False for a driver that drops everything.
    var isEnabled: Bool { get }

    /// Whether what it takes may go over the transport. It is false unless a driver says otherwise.
    var usesTransport: Bool { get }

    /// Takes a notification, and returns at once or throws: it must not block.
    func post(_ notification: DriverNotification) throws(NotificationError)

    /// Takes a notification, and waits for room where that is scarce, but not until it is safe.
    ///
    /// - Parameter timeout: how long to wait for room; nil is as long as it takes.
    func enqueue(_ notification: DriverNotification, timeout: Duration?) async throws(NotificationError)

    /// Takes a notification and returns when it is safe.
    ///
    /// - Returns: where it is, as far as that can be told.
    func send(_ notification: DriverNotification) async throws(NotificationError) -> [NotificationReceipt.Delivery]

    /// The transport is closed: nothing comes any more.
    ///
    /// - Parameter timeout: how long it may take.
    func close(timeout: Duration) async
}

extension NotificationDriver {
    /// True.
    public var isEnabled: Bool { true }

    /// False.
    public var usesTransport: Bool { false }

    /// Posts it: there is always room.
    public func enqueue(_ notification: DriverNotification, timeout: Duration?) async throws(NotificationError) {
        try post(notification)
    }

    /// Posts it, which is as safe as it gets.
    public func send(_ notification: DriverNotification) async throws(NotificationError)
        -> [NotificationReceipt.Delivery]
    {
        try post(notification)
        return []
    }

    /// Does nothing.
    public func close(timeout: Duration) async {}
}
