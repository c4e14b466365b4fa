// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension Notifier {
    /// Queues a message that is complete and returns at once. If it fails later, that is counted and told to the
    /// transport's failure handler.
    ///
    /// - Throws: `unencodable`, `messageTooLarge`, `closed`; `queueFull` when there is no room. On several topics it may
    ///   be queued for the first of them then.
    public func post(_ message: OutgoingMessage) throws(NotificationError) {
        try post(message.header) { writer throws(WireError) in try writer.write(message) }
    }

    /// Queues a message that is complete, waiting for room in a full queue but not for the broker.
    ///
    /// - Throws: `unencodable`, `messageTooLarge`, `closed`, `cancelled`.
    public func enqueue(_ message: OutgoingMessage) async throws(NotificationError) {
        guard transport.isEnabled else { return }
        for record in try maker.records(message) {
            do {
                try await transport.producer.enqueue(record)
            } catch {
                throw NotificationError(error, "notification \(message.header.eventType)")
            }
        }
    }

    func post(
        _ header: MessageHeader,
        _ write: (inout EnvelopeWriter) throws(WireError) -> Void
    ) throws(NotificationError) {
        guard transport.isEnabled else { return }
        let value = try maker.value(header, write)
        for topic in maker.topics(header.priority) {
            do {
                try transport.producer.post(ProducerRecord(topic: topic, value: value))
            } catch {
                throw NotificationError(error, "notification \(header.eventType)")
            }
        }
    }
}
