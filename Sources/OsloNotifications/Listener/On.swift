// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// An endpoint: a handler for notifications of some priorities, and of some kinds if it says so.
///
///     On(.info, .error, matching: .eventType("^compute\\.")) { notification in
///         try await bill(notification)
///         return .handled
///     }
public struct On: Sendable {
    /// What handles a notification. An error that it throws means ``NotificationResult/requeue``.
    public typealias Handler = @Sendable (ReceivedNotification) async throws -> NotificationResult

    let priorities: [NotificationPriority]
    let filter: NotificationFilter?
    let handler: Handler

    /// An endpoint.
    ///
    /// - Parameters:
    ///   - priorities: those that it handles; without any, all seven.
    ///   - filter: what else has to be true; notifications for which it isn't pass this endpoint by.
    ///   - handler: handles one notification. In a partition it gets one at a time, in order. It may take longer than
    ///     `max.poll.interval.ms`: the listener stays in its group.
    public init(
        _ priorities: NotificationPriority...,
        matching filter: NotificationFilter? = nil,
        handler: @escaping Handler
    ) {
        self.priorities = priorities.isEmpty ? NotificationPriority.allCases : priorities
        self.filter = filter
        self.handler = handler
    }

    /// What a listener without endpoints chooses by; nobody calls its handler.
    init(_ priorities: [NotificationPriority], matching filter: NotificationFilter?) {
        self.priorities = priorities
        self.filter = filter
        handler = { _ in .handled }
    }
}
