// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications
internal import Rdkafka

/// What has not arrived yet. Writes what arrives.
final class DemoArrivals: Sendable {
    private let missing: Lock<[OutgoingMessage]>
    private let end: FirstOf<DemoEnd>

    init(of messages: [OutgoingMessage], _ end: FirstOf<DemoEnd>) {
        missing = Lock(messages)
        self.end = end
    }

    /// The event types of what has not arrived, as it was sent.
    var missingEventTypes: [String] {
        missing.withLock { $0.map(\.header.eventType) }
    }

    func take(_ notification: ReceivedNotification) -> NotificationResult {
        do {
            try StandardOutput.write(NotificationLine.readable(notification, payloadLimit: 100))
        } catch {
            end.happened(.failed(CommandFailure(error)))
        }
        let allCame = missing.withLock { missing in
            missing.removeAll { Self.isSame(notification, $0) }
            return missing.isEmpty
        }
        if allCame { end.happened(.allCame) }
        return .handled
    }

    private static func isSame(_ notification: ReceivedNotification, _ sent: OutgoingMessage) -> Bool {
        guard let payload = try? notification.payload, let context = try? notification.context else { return false }
        return notification.messageID == sent.header.messageID.description
            && notification.publisherID == sent.header.publisherID
            && notification.eventType == sent.header.eventType
            && notification.priority == sent.header.priority
            && payload == sent.payload && context == sent.header.context
    }
}
