// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// A record as a listener gets it, from Kafka or from memory.
protocol InboundRecord: Sendable {
    var topic: String { get }
    var partition: Int32 { get }
    var offset: Int64 { get }
    var timestamp: Int64? { get }
    var key: [UInt8]? { get }
    var value: [UInt8]? { get }
    var headers: [RecordHeader] { get }
    /// Those of its key and its value.
    var byteCount: Int { get }
}

extension InboundRecord {
    /// The notification, with what it has of the record.
    func notification(_ reading: NotificationReading?) throws(WireError) -> ReceivedNotification {
        var notification = try EnvelopeReader.read(value)
        notification.source = NotificationSource(self)
        notification.key = key
        notification.headers = headers
        notification.reading = reading
        return notification
    }
}

extension ConsumerRecord: InboundRecord {}
