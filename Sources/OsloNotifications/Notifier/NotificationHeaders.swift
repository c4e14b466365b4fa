// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Rdkafka

/// Which record headers a notifier adds, by which consumers can route without decoding anything.
///
/// Readers in Python take no notice of them. Without any, which is the default, a record has the very bytes that
/// Python's has.
public struct NotificationHeaders: Sendable {
    /// Headers made of a notification's own fields, named as in the message.
    public struct Fields: OptionSet, Sendable, Hashable {
        /// One bit a field.
        public let rawValue: UInt8

        /// A set of fields.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// `message_id`.
        public static let messageID = Fields(rawValue: 1)
        /// `event_type`.
        public static let eventType = Fields(rawValue: 2)
        /// `priority`, the upper-case word of the message.
        public static let priority = Fields(rawValue: 4)
        /// `publisher_id`; left out for a notification without one.
        public static let publisherID = Fields(rawValue: 8)
        /// All of them.
        public static let all: Fields = [.messageID, .eventType, .priority, .publisherID]
    }

    /// Adds headers of one's own.
    public typealias Inject = @Sendable (_ header: MessageHeader, _ headers: inout [RecordHeader]) -> Void

    /// The fields that are repeated as headers.
    public var fields: Fields
    /// Adds the headers of the current trace, such as `traceparent`, or others. It runs in the sender's task.
    public var inject: Inject?

    /// Headers.
    ///
    /// - Parameters:
    ///   - fields: those of the notification's fields that are repeated as headers.
    ///   - inject: adds the headers of the current trace, or others.
    public init(_ fields: Fields, inject: Inject? = nil) {
        self.fields = fields
        self.inject = inject
    }

    /// No headers.
    public static let none = NotificationHeaders([])
    /// All fields of the notification.
    public static let standard = NotificationHeaders(.all)

    var isEmpty: Bool { fields.isEmpty && inject == nil }

    func records(_ header: MessageHeader) -> [RecordHeader] {
        if isEmpty { return [] }
        var headers: [RecordHeader] = []
        headers.reserveCapacity(6)
        if fields.contains(.messageID) {
            headers.append(RecordHeader(name: "message_id", text: header.messageID.description))
        }
        if fields.contains(.eventType) { headers.append(RecordHeader(name: "event_type", text: header.eventType)) }
        if fields.contains(.priority) { headers.append(RecordHeader(name: "priority", text: header.priority.word)) }
        if fields.contains(.publisherID), let publisherID = header.publisherID {
            headers.append(RecordHeader(name: "publisher_id", text: publisherID))
        }
        inject?(header, &headers)
        return headers
    }
}
