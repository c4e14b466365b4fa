// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The driver that keeps notifications, for tests. Its name is `test`.
///
///     let recorder = RecordingDriver()
///     let notifier = Notifier(transport: transport, drivers: [recorder])
public final class RecordingDriver: NotificationDriver {
    private let kept = Lock<[DriverNotification]>([])

    /// An empty one.
    public init() {}

    /// What it was given since it was made or reset, in order.
    public var notifications: [DriverNotification] {
        kept.withLock { $0 }
    }

    /// Forgets all of it.
    public func reset() {
        kept.withLock { $0 = [] }
    }

    /// Keeps it.
    public func post(_ notification: DriverNotification) {
        kept.withLock { $0.append(notification) }
    }
}
