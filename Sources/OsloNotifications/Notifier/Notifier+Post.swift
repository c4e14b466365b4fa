// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension Notifier {
    /// Queues a message that is complete and returns at once. If it fails later, that is counted and told to the
    /// transport's failure handler.
    ///
    /// - Throws: `unencodable`, `messageTooLarge`, `closed`; `queueFull` when there is no room. On several topics it may
    ///   be queued for the first of them then. What a driver other than Kafka throws, when all have had it.
    public func post(_ message: OutgoingMessage) throws(NotificationError) {
        try post(message.header) { writer throws(WireError) in try writer.write(message) }
    }

    /// Queues a message that is complete, waiting for room in a full queue but not for the broker.
    ///
    /// - Parameters:
    ///   - message: the message.
    ///   - timeout: how long to wait for room on each topic, and in each driver; nil is as long as it takes.
    /// - Throws: `unencodable`, `messageTooLarge`, `closed`, `cancelled`, `timedOut`. What a driver other than Kafka
    ///   throws, when all have had it.
    public func enqueue(_ message: OutgoingMessage, timeout: Duration? = nil) async throws(NotificationError) {
        guard drivers.isEnabled else { return }
        let header = message.header
        let value = try maker.value(header) { writer throws(WireError) in try writer.write(message) }
        var failure: NotificationError?
        if drivers.usesTransport {
            do throws(NotificationError) {
                let topics = maker.topics(header.priority)
                var record = try maker.record(topics[0], header, value)
                for topic in topics {
                    record.topic = topic
                    try await carrier.enqueue(record, header, timeout: timeout)
                }
            } catch {
                failure = error
            }
        }
        if !drivers.others.isEmpty {
            let notification = try forDrivers(header, value)
            for driver in drivers.others {
                do throws(NotificationError) {
                    try await driver.enqueue(notification, timeout: timeout)
                } catch {
                    failure = failure ?? error
                }
            }
        }
        if let failure { throw failure }
    }

    func post(
        _ header: MessageHeader,
        _ write: (inout EnvelopeWriter) throws(WireError) -> Void
    ) throws(NotificationError) {
        guard drivers.isEnabled else { return }
        let value = try maker.value(header, write)
        guard !drivers.others.isEmpty else { return try postToTransport(header, value) }
        var failure: NotificationError?
        if drivers.usesTransport {
            do throws(NotificationError) {
                try postToTransport(header, value)
            } catch {
                failure = error
            }
        }
        try postToOthers(header, value, failure)
    }

    private func postToTransport(_ header: MessageHeader, _ value: [UInt8]) throws(NotificationError) {
        let topics = maker.topics(header.priority)
        var record = try maker.record(topics[0], header, value)
        for topic in topics {
            record.topic = topic
            try carrier.post(record, header)
        }
    }

    /// Each driver gets it, whatever the others do.
    ///
    /// - Throws: the first failure, of those before or of one of these.
    private func postToOthers(
        _ header: MessageHeader,
        _ value: [UInt8],
        _ earlier: NotificationError?
    ) throws(NotificationError) {
        var failure = earlier
        let notification = try forDrivers(header, value)
        for driver in drivers.others {
            do throws(NotificationError) {
                try driver.post(notification)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    /// The notification for drivers other than the transport: with the payload that a reader gets.
    func forDrivers(_ header: MessageHeader, _ value: [UInt8]) throws(NotificationError) -> DriverNotification {
        do {
            let payload = try EnvelopeReader.read(value).payload
            return DriverNotification(
                header: header, payload: payload, topics: topics, retry: retry, maker: maker, carrier: carrier,
                value: value)
        } catch {
            throw NotificationError(error, .unencodable, "notification \(header.eventType)")
        }
    }
}
