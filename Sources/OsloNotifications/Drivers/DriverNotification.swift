// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A notification as a driver gets it: a value of its own, whatever other drivers do with theirs.
public struct DriverNotification: Sendable {
    /// Everything but the payload.
    public let header: MessageHeader
    /// The payload, as a reader of the message gets it.
    public let payload: JSONValue
    /// The notifier's topics, without priorities.
    public let topics: [String]
    /// How often something undelivered is sent again: -1 until its time is up, 0 never.
    public let retry: Int

    /// The message's own document: `message_id`, `publisher_id`, `event_type`, `priority`, `payload`, `timestamp`,
    /// `_context`, in this order.
    public var document: JSONObject {
        [
            "message_id": .string(header.messageID.description),
            "publisher_id": header.publisherID.map(JSONValue.string) ?? .null,
            "event_type": .string(header.eventType),
            "priority": .string(header.priority.word),
            "payload": payload,
            "timestamp": .string(header.timestamp.description),
            "_context": header.context,
        ]
    }

    let maker: RecordMaker
    let carrier: RecordCarrier
    /// The record's bytes.
    let value: [UInt8]
}
