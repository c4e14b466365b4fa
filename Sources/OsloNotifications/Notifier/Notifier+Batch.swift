// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension Notifier {
    /// Sends messages together and waits, once, until each has the broker's answer.
    ///
    /// Much cheaper than as many single sends. What can't be encoded fails alone.
    ///
    /// - Parameters:
    ///   - messages: the messages; each one's publisher is its own.
    ///   - timeout: how long it may take for all of them; nil is as long as it takes.
    /// - Returns: what became of each, in their order.
    /// - Throws: only what stops all of them: `cancelled`, `timedOut`, `closed`.
    public func send(
        contentsOf messages: [OutgoingMessage],
        timeout: Duration? = nil
    ) async throws(NotificationError) -> [Result<NotificationReceipt, NotificationError>] {
        guard let timeout else { return try await sendAll(messages) }
        return try await Deadline.run(timeout, "\(messages.count) notifications") { () throws(NotificationError) in
            try await sendAll(messages)
        }
    }

    private func sendAll(
        _ messages: [OutgoingMessage]
    ) async throws(NotificationError) -> [Result<NotificationReceipt, NotificationError>] {
        var results: [Result<NotificationReceipt, NotificationError>]
        switch carrier {
        case .kafka(let producer) where drivers.usesTransport: results = try await send(messages, over: producer)
        case .memory(let producer) where drivers.usesTransport: results = try send(messages, over: producer)
        case _ where carrier.isTransaction && drivers.usesTransport:
            results = []
            for message in messages {
                do throws(NotificationError) {
                    results.append(.success(try await send(message)))
                } catch {
                    results.append(.failure(error))
                }
            }
        default:
            results = messages.map { .success(NotificationReceipt(messageID: $0.header.messageID, deliveries: [])) }
        }
        if drivers.others.isEmpty { return results }
        for (index, message) in messages.enumerated() {
            results[index] = await sendToOthers(message, results[index])
        }
        return results
    }

    private func send(
        _ messages: [OutgoingMessage],
        over producer: KafkaProducer
    ) async throws(NotificationError) -> [Result<NotificationReceipt, NotificationError>] {
        var records: [ProducerRecord] = []
        records.reserveCapacity(messages.count * topics.count)
        // Few are refused, if any.
        var refusals: [Int: NotificationError] = [:]
        for index in messages.indices {
            do throws(NotificationError) {
                try maker.append(messages[index], to: &records)
            } catch {
                refusals[index] = error
            }
        }
        let results: DeliveryResults
        do {
            results = try await producer.send(contentsOf: records)
        } catch {
            throw NotificationError(error)
        }
        var next = 0
        return messages.indices.map { index in
            if let refusal = refusals[index] { return .failure(refusal) }
            let header = messages[index].header
            let range = next..<(next + maker.topics(header.priority).count)
            next = range.upperBound
            return Result { () throws(NotificationError) in
                try receipt(header, records[range], results)
            }
        }
    }

    private func receipt(
        _ header: MessageHeader,
        _ records: ArraySlice<ProducerRecord>,
        _ results: DeliveryResults
    ) throws(NotificationError) -> NotificationReceipt {
        var deliveries: [NotificationReceipt.Delivery] = []
        deliveries.reserveCapacity(records.count)
        for index in records.indices {
            switch results[index] {
            case .success(let report): deliveries.append(.init(records[index].topic, report))
            case .failure(let error): throw NotificationError(error, "notification \(header.eventType)")
            }
        }
        return NotificationReceipt(messageID: header.messageID, deliveries: deliveries)
    }

    private func send(
        _ messages: [OutgoingMessage],
        over producer: MemoryProducer
    ) throws(NotificationError) -> [Result<NotificationReceipt, NotificationError>] {
        try producer.checkIsOpen()
        return messages.map { message in
            Result { () throws(NotificationError) in
                var deliveries: [NotificationReceipt.Delivery] = []
                for record in try maker.records(message) { deliveries.append(try producer.send(record)) }
                return NotificationReceipt(messageID: message.header.messageID, deliveries: deliveries)
            }
        }
    }

    /// Each driver gets it, whatever became of it elsewhere.
    private func sendToOthers(
        _ message: OutgoingMessage,
        _ earlier: Result<NotificationReceipt, NotificationError>
    ) async -> Result<NotificationReceipt, NotificationError> {
        var result = earlier
        do throws(NotificationError) {
            let value = try maker.value(message.header) { writer throws(WireError) in try writer.write(message) }
            let notification = try forDrivers(message.header, value)
            for driver in drivers.others {
                do throws(NotificationError) {
                    let deliveries = try await driver.send(notification)
                    result = result.map { $0.adding(deliveries) }
                } catch {
                    if case .success = result { result = .failure(error) }
                }
            }
        } catch {
            if case .success = result { result = .failure(error) }
        }
        return result
    }
}

extension NotificationReceipt {
    fileprivate func adding(_ more: [Delivery]) -> NotificationReceipt {
        NotificationReceipt(messageID: messageID, deliveries: deliveries + more)
    }
}
