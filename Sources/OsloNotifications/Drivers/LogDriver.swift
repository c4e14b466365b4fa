// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The driver that logs notifications, as JSON on one line, passwords and tokens masked. Its name is `log`.
///
/// By name it logs to the transport's log handler. Audits and samples, which Python drops here, are logged as ordinary
/// events.
public struct LogDriver: NotificationDriver {
    /// A notification as a line of a log.
    public struct Line: Sendable, Hashable {
        /// The logger that it is for: `oslo.messaging.notification.` and the event type.
        public let logger: String
        /// The notification's priority, which stands for the level.
        public let priority: NotificationPriority
        /// The message, masked.
        public let text: String
    }

    /// Takes a line. It is called in the sender's task and must return at once.
    public typealias Handler = @Sendable (Line) -> Void

    private let handler: Handler?

    /// A driver that gives its lines to a handler; without one it drops them.
    public init(handler: Handler?) {
        self.handler = handler
    }

    /// Whether there is a handler.
    public var isEnabled: Bool { handler != nil }

    /// Logs it.
    public func post(_ notification: DriverNotification) {
        guard let handler else { return }
        let text = SecretMask.masking(.object(notification.document)).description
        handler(
            Line(
                logger: "oslo.messaging.notification.\(notification.header.eventType)",
                priority: notification.header.priority, text: text))
    }
}

extension NotificationPriority {
    /// The level of a notification that is logged.
    var logLevel: KafkaLogEvent.Level {
        switch self {
        case .debug: .debug
        case .audit, .info, .sample: .info
        case .warn: .warning
        case .error, .critical: .error
        }
    }
}
