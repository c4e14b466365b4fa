// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// Turns a line of JSON into a notification.
struct LineFormat: Sendable {
    /// For lines that don't name a publisher.
    let publisherID: String?
    /// For lines that don't name a priority.
    let priority: NotificationPriority

    static let keys = [
        "event_type", "payload", "priority", "publisher_id", "context", "message_id", "timestamp",
    ]

    func message(_ line: Span<UInt8>) throws(LineRefusal) -> OutgoingMessage {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: line)
        } catch {
            throw LineRefusal(error.description)
        }
        guard case .object(let object) = value else { throw LineRefusal("it is no JSON object") }
        for key in object.keys where !Self.keys.contains(key) {
            throw LineRefusal("unknown key \(JSONValue(key)); allowed: \(Self.keys.joined(separator: ", "))")
        }
        guard let eventType = try text("event_type", of: object), !eventType.isEmpty else {
            throw LineRefusal("event_type is missing or empty")
        }
        var header = MessageHeader(
            publisherID: try publisher(of: object), eventType: eventType, priority: try priority(of: object),
            context: try context(of: object))
        if let messageID = try text("message_id", of: object) { header.messageID = MessageID(messageID) }
        if let timestamp = try text("timestamp", of: object) { header.timestamp = .text(timestamp) }
        return OutgoingMessage(header: header, payload: object["payload"] ?? [:])
    }

    private func publisher(of object: JSONObject) throws(LineRefusal) -> String? {
        if object["publisher_id"] == .null { return nil }
        guard let publisher = try text("publisher_id", of: object) ?? publisherID else {
            throw LineRefusal("publisher_id is missing, and there is no --publisher")
        }
        return publisher
    }

    private func priority(of object: JSONObject) throws(LineRefusal) -> NotificationPriority {
        guard let word = try text("priority", of: object) else { return priority }
        guard let priority = NotificationPriority(input: word) else {
            throw LineRefusal("priority is \(JSONValue(word)); allowed: \(NotificationPriority.inputWords)")
        }
        return priority
    }

    private func context(of object: JSONObject) throws(LineRefusal) -> JSONValue {
        switch object["context"] {
        case nil: return [:]
        case .object(let context)?: return .object(context)
        case .null?: return .null
        default: throw LineRefusal("context is no object")
        }
    }

    private func text(_ key: String, of object: JSONObject) throws(LineRefusal) -> String? {
        switch object[key] {
        case nil: return nil
        case .string(let text)?: return text
        default: throw LineRefusal("\(key) is no text, or one with a lone surrogate")
        }
    }
}
