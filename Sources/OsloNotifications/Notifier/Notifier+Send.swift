// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension Notifier {
    /// Sends a message that is complete, and waits for the broker.
    ///
    /// - Parameters:
    ///   - message: the message; its publisher is its own, not the notifier's.
    ///   - timeout: how long it may take, room in a full queue included; nil is as long as it takes, which
    ///     `message.timeout.ms` limits once it is queued.
    /// - Returns: where it is.
    /// - Throws: why it is not on all topics: `unencodable`, `messageTooLarge`, `timedOut`, `unreachable`,
    ///   `authorizationFailed`, `authenticationFailed`, `deliveryFailed`, `closed`.
    ///   `cancelled` when the task is cancelled: at once, and what was queued before may still be delivered, as it may
    ///   after `timedOut`.
    @discardableResult
    public func send(
        _ message: OutgoingMessage,
        timeout: Duration? = nil
    ) async throws(NotificationError) -> NotificationReceipt {
        try await send(message.header, timeout) { writer throws(WireError) in try writer.write(message) }
    }

    // Each call of an async function that waits is paid for twice, so these are part of their callers.
    @inline(__always)
    func send(
        _ header: MessageHeader,
        _ timeout: Duration?,
        _ write: (inout EnvelopeWriter) throws(WireError) -> Void
    ) async throws(NotificationError) -> NotificationReceipt {
        guard drivers.isEnabled else { return NotificationReceipt(messageID: header.messageID, deliveries: []) }
        let value = try maker.value(header, write)
        guard let timeout else { return try await send(header, value) }
        return try await Deadline.run(timeout, "notification \(header.eventType)") { () throws(NotificationError) in
            try await send(header, value)
        }
    }

    @inline(__always)
    private func send(
        _ header: MessageHeader,
        _ value: [UInt8]
    ) async throws(NotificationError) -> NotificationReceipt {
        guard drivers.others.isEmpty, case .kafka(let producer) = carrier else {
            return try await sendToAll(header, value)
        }
        let topics = maker.topics(header.priority)
        guard topics.count > 1 else {
            let record = try maker.record(topics[0], header, value)
            do {
                let report = try await producer.send(record)
                return NotificationReceipt(messageID: header.messageID, deliveries: [.init(topics[0], report)])
            } catch {
                throw NotificationError(error, "notification \(header.eventType)")
            }
        }
        let deliveries = try await carrier.send(try maker.records(header, value), header)
        return NotificationReceipt(messageID: header.messageID, deliveries: deliveries)
    }

    /// Each driver gets it, whatever the others do.
    ///
    /// - Throws: the first failure.
    private func sendToAll(
        _ header: MessageHeader,
        _ value: [UInt8]
    ) async throws(NotificationError) -> NotificationReceipt {
        var failure: NotificationError?
        var deliveries: [NotificationReceipt.Delivery] = []
        if drivers.usesTransport {
            do throws(NotificationError) {
                deliveries = try await carrier.send(try maker.records(header, value), header)
            } catch {
                failure = error
            }
        }
        if !drivers.others.isEmpty {
            let notification = try forDrivers(header, value)
            for driver in drivers.others {
                do throws(NotificationError) {
                    deliveries += try await driver.send(notification)
                } catch {
                    failure = failure ?? error
                }
            }
        }
        if let failure { throw failure }
        return NotificationReceipt(messageID: header.messageID, deliveries: deliveries)
    }
}
