// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a notification carries besides its payload.
public struct MessageHeader: Sendable, Hashable {
    /// The id (`message_id`); the same on every topic the notification goes to.
    public var messageID: MessageID
    /// Who sends it (`publisher_id`), by convention `service.host`.
    public var publisherID: String?
    /// What happened (`event_type`), such as `compute.instance.create.end`.
    public var eventType: String
    /// The priority, which also selects the topic.
    public var priority: NotificationPriority
    /// When it was made (`timestamp`).
    public var timestamp: MessageTimestamp
    /// The request's context (`_context`), already without secrets.
    public var context: JSONValue

    /// Creates a header; the id and the timestamp are made unless given.
    public init(
        messageID: MessageID = .random(),
        publisherID: String?,
        eventType: String,
        priority: NotificationPriority = .info,
        timestamp: MessageTimestamp = .now(),
        context: JSONValue = [:]
    ) {
        self.messageID = messageID
        self.publisherID = publisherID
        self.eventType = eventType
        self.priority = priority
        self.timestamp = timestamp
        self.context = context
    }
}
