// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Chooses notifications by their fields.
public struct NotificationFilter: Sendable {
    private let matches: @Sendable (ReceivedNotification) -> Bool

    /// A filter of one's own.
    public init(_ matches: @escaping @Sendable (ReceivedNotification) -> Bool) {
        self.matches = matches
    }

    /// Those whose event type begins so.
    public static func eventType(prefix: String) -> NotificationFilter {
        NotificationFilter { $0.eventType?.hasPrefix(prefix) ?? false }
    }

    /// Those whose publisher's id begins so.
    public static func publisherID(prefix: String) -> NotificationFilter {
        NotificationFilter { $0.publisherID?.hasPrefix(prefix) ?? false }
    }

    func callAsFunction(_ notification: ReceivedNotification) -> Bool {
        matches(notification)
    }
}
