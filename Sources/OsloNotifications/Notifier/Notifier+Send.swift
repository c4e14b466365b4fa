// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension Notifier {
    /// Sends a message that is complete, and waits for the broker.
    ///
    /// - Parameter message: the message; its publisher is its own, not the notifier's.
    /// - Returns: where it is.
    /// - Throws: why it is not on all topics: `unencodable`, `messageTooLarge`, `timedOut`, `unreachable`,
    ///   `authorizationFailed`, `authenticationFailed`, `deliveryFailed`, `closed`.
    ///   `cancelled` when the task is cancelled: at once, and what was queued before may still be delivered.
    @discardableResult
    public func send(_ message: OutgoingMessage) async throws(NotificationError) -> NotificationReceipt {
        try await send(message.header) { writer throws(WireError) in try writer.write(message) }
    }

    /// Sends messages together and waits, once, until each has the broker's answer.
    ///
    /// Much cheaper than as many single sends. What can't be encoded fails alone.
    ///
    /// - Parameter messages: the messages; each one's publisher is its own.
    /// - Returns: what became of each, in their order.
    /// - Throws: only what stops all of them: `cancelled`, `closed`.
    public func send(
        contentsOf messages: [OutgoingMessage]
    ) async throws(NotificationError) -> [Result<NotificationReceipt, NotificationError>] {
        var records: [ProducerRecord] = []
        records.reserveCapacity(messages.count * topics.count)
        var refusals: [NotificationError?] = []
        for message in messages where transport.isEnabled {
            do {
                records += try maker.records(message)
                refusals.append(nil)
            } catch {
                refusals.append(error)
            }
        }
        let results: DeliveryResults
        do {
            results = try await transport.producer.send(contentsOf: records)
        } catch {
            throw NotificationError(error)
        }
        var next = 0
        return messages.indices.map { index in
            if !refusals.isEmpty, let refusal = refusals[index] { return .failure(refusal) }
            let range = next..<(transport.isEnabled ? next + topics.count : next)
            next = range.upperBound
            return Result { () throws(NotificationError) in
                try receipt(messages[index].header, range.map { (records[$0].topic, results[$0]) })
            }
        }
    }

    func send(
        _ header: MessageHeader,
        _ write: (inout EnvelopeWriter) throws(WireError) -> Void
    ) async throws(NotificationError) -> NotificationReceipt {
        guard transport.isEnabled else { return NotificationReceipt(messageID: header.messageID, deliveries: []) }
        let value = try maker.value(header, write)
        let topics = maker.topics(header.priority)
        do {
            guard topics.count > 1 else {
                let report = try await transport.producer.send(ProducerRecord(topic: topics[0], value: value))
                return NotificationReceipt(messageID: header.messageID, deliveries: [.init(topics[0], report)])
            }
            let results = try await transport.producer.send(
                contentsOf: topics.map { ProducerRecord(topic: $0, value: value) })
            return try receipt(header, zip(topics, results).map { ($0, $1) })
        } catch let error as KafkaError {
            throw NotificationError(error, "notification \(header.eventType)")
        } catch let error as NotificationError {
            throw error
        } catch {
            throw NotificationError(.kafka, "notification \(header.eventType): \(error)")
        }
    }

    private func receipt(
        _ header: MessageHeader,
        _ results: [(topic: String, result: DeliveryResult)]
    ) throws(NotificationError) -> NotificationReceipt {
        var deliveries: [NotificationReceipt.Delivery] = []
        for (topic, result) in results {
            switch result {
            case .success(let report): deliveries.append(.init(topic, report))
            case .failure(let error): throw NotificationError(error, "notification \(header.eventType)")
            }
        }
        return NotificationReceipt(messageID: header.messageID, deliveries: deliveries)
    }
}

extension NotificationReceipt.Delivery {
    fileprivate init(_ topic: String, _ report: DeliveryReport) {
        self.init(topic: topic, partition: report.partition, offset: report.offset, latency: report.latency)
    }
}
