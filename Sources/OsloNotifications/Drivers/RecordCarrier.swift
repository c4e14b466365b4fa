// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// What records go over: Kafka, or the memory of the process.
enum RecordCarrier: Sendable {
    case kafka(KafkaProducer)
    case memory(MemoryProducer)
    /// What is sent is part of it.
    case transaction(KafkaTransaction)
    /// What is sent is part of it.
    case memoryTransaction(MemoryTransaction)

    var isTransaction: Bool {
        switch self {
        case .kafka, .memory: false
        case .transaction, .memoryTransaction: true
        }
    }

    /// The name for log lines.
    var name: String {
        switch self {
        case .kafka(let producer): producer.name
        case .memory(let producer): producer.broker.description
        case .transaction, .memoryTransaction: "transaction"
        }
    }

    func send(_ record: ProducerRecord) async throws(NotificationError) -> NotificationReceipt.Delivery {
        do {
            switch self {
            case .kafka(let producer):
                return NotificationReceipt.Delivery(record.topic, try await producer.send(record))
            case .memory(let producer): return try producer.send(record)
            case .transaction(let transaction):
                return NotificationReceipt.Delivery(record.topic, try await transaction.send(record))
            case .memoryTransaction(let transaction): return try transaction.append(record)
            }
        } catch let error as KafkaError {
            throw NotificationError(error)
        } catch {
            throw NotificationListener.wrap(error)
        }
    }

    /// Sends the records of one notification.
    func send(
        _ records: [ProducerRecord],
        _ header: MessageHeader
    ) async throws(NotificationError) -> [NotificationReceipt.Delivery] {
        guard case .kafka(let producer) = self else {
            var deliveries: [NotificationReceipt.Delivery] = []
            for record in records { deliveries.append(try await send(record)) }
            return deliveries
        }
        do {
            let results = try await producer.send(contentsOf: records)
            return try zip(records, results).map { record, result in
                NotificationReceipt.Delivery(record.topic, try result.get())
            }
        } catch let error as KafkaError {
            throw NotificationError(error, "notification \(header.eventType)")
        } catch {
            throw NotificationError(.kafka, "notification \(header.eventType): \(error)")
        }
    }

    func post(_ record: ProducerRecord, _ header: MessageHeader) throws(NotificationError) {
        switch self {
        case .kafka(let producer):
            do {
                try producer.post(record)
            } catch {
                throw NotificationError(error, "notification \(header.eventType)")
            }
        case .transaction(let transaction):
            do {
                try transaction.post(record)
            } catch {
                throw NotificationError(error, "notification \(header.eventType)")
            }
        case .memory(let producer): _ = try producer.send(record)
        case .memoryTransaction(let transaction): _ = try transaction.append(record)
        }
    }

    func enqueue(
        _ record: ProducerRecord,
        _ header: MessageHeader,
        timeout: Duration?
    ) async throws(NotificationError) {
        switch self {
        case .kafka(let producer):
            do {
                try await producer.enqueue(record, timeout: timeout)
            } catch {
                throw NotificationError(error, "notification \(header.eventType)")
            }
        case .transaction(let transaction):
            do {
                try await transaction.enqueue(record, timeout: timeout)
            } catch {
                throw NotificationError(error, "notification \(header.eventType)")
            }
        case .memory(let producer): _ = try producer.send(record)
        case .memoryTransaction(let transaction): _ = try transaction.append(record)
        }
    }
}

extension NotificationReceipt.Delivery {
    init(_ topic: String, _ report: DeliveryReport) {
        self.init(topic: topic, partition: report.partition, offset: report.offset, latency: report.latency)
    }
}
