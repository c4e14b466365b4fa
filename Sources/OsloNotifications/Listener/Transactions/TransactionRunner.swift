// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Handles batches of records, each in a transaction with its offsets.
final class TransactionRunner: Sendable {
    let board = TransactionBoard()
    private let producer: KafkaProducer
    private let listener: NotificationListener
    private let consumer: KafkaConsumer
    private let handling: TransactionHandling

    init(
        _ listener: NotificationListener,
        _ consumer: KafkaConsumer,
        _ transactionalID: String,
        _ handling: TransactionHandling
    ) throws(NotificationError) {
        let transport = listener.transport
        var properties = transport.configuration.producerProperties
        properties["transactional.id"] = transactionalID
        properties["enable.idempotence"] = "true"
        properties["transaction.timeout.ms"] = handling.transactionTimeout
        // A record may not take longer than its transaction.
        properties["message.timeout.ms"] = handling.transactionTimeout
        do {
            producer = try transport.clients.producer(properties)
        } catch {
            throw NotificationError(error)
        }
        self.listener = listener
        self.consumer = consumer
        self.handling = handling
    }

    func close() async {
        await producer.shutdown(timeout: .seconds(10))
    }

    /// Handles a batch to its end, or leaves it to who has its partitions next.
    func run(_ batch: ConsumerRecordBatch) async throws(NotificationError) {
        let partitions = batch.nextOffsets.map(\.topicPartition)
        let closing = board.begin(partitions, count: batch.count)
        defer { board.end() }
        // What went and came back since it was read comes again, after what is before it.
        if !partitions.allSatisfy({ consumer.isCurrent(batch, in: $0) }) { closing.set() }
        while !closing.isSet, !Task.isCancelled {
            do throws(TransactionFailure<AttemptFailure>) {
                try await attempt(batch)
                return handling.committed(batch.nextOffsets)
            } catch {
                switch error {
                case .aborted(.handler(let failure)): await handling.again(failure, closing)
                case .aborted(.deadLetter(let failure)): try await handling.again(failure, closing)
                case .aborted(.stop(let error)): throw error
                case .aborted(.transaction(let error)), .transaction(let error), .abortFailed(let error, _):
                    guard try await decide(error, batch.count) else { return }
                    await handling.transactionFailed(closing)
                    return try await rewind(batch)
                }
            }
        }
        if !Task.isCancelled { try await rewind(batch) }
    }

    private func attempt(_ batch: ConsumerRecordBatch) async throws(TransactionFailure<AttemptFailure>) {
        try await producer.withTransaction { transaction throws(AttemptFailure) in
            // Asked for before anything is handled: when the group has moved on meanwhile, the broker refuses the offsets.
            let member: ConsumerGroupMetadata
            do {
                member = try await consumer.groupMetadata()
            } catch {
                throw .stop(NotificationListener.wrap(error))
            }
            try await handling.handle(batch, .transaction(transaction))
            do {
                try await transaction.sendOffsets(batch.nextOffsets, of: member)
            } catch let error as TransactionError {
                throw .transaction(error)
            } catch {
                throw .stop(NotificationListener.wrap(error))
            }
        }
    }

    /// A transaction came to nothing. False when the listener ends.
    private func decide(_ error: TransactionError, _ count: Int) async throws(NotificationError) -> Bool {
        listener.transport.log(.warning, "a transaction of \(count) records begins anew: \(error)")
        switch error {
        case .fatal(let error): throw NotificationError(error, "transaction")
        case .refused(let error):
            if error.code == .cancelled || error.code == .shutDown { return false }
            throw NotificationError(error, "transaction")
        case .retriable:
            // Not known how it ended: another one ends it first, and then the committed offsets tell.
            do {
                try await producer.withTransaction { _ in }
            } catch {
                throw Self.failure(error)
            }
        case .abortable: break
        }
        return true
    }

    /// Reads the records of a batch again, from where the group is. Those of partitions that are to be given up, or were
    /// in the meantime, are left: they are read from there by whoever has them next.
    private func rewind(_ batch: ConsumerRecordBatch) async throws(NotificationError) {
        var firsts: [TopicPartition: Int64] = [:]
        for record in batch where firsts[record.topicPartition] == nil { firsts[record.topicPartition] = record.offset }
        let own = firsts.keys.filter { board.isOpen($0) && consumer.isCurrent(batch, in: $0) }
        do {
            var positions: [TopicPartition: StartingPosition] = [:]
            for (partition, result) in try await consumer.committed(own) {
                let offset = try result.get()?.offset ?? firsts[partition]
                if let offset { positions[partition] = .offset(offset) }
            }
            for (partition, result) in try await consumer.seek(positions) {
                if case .failure(let error) = result, error.code != .invalidArgument {
                    throw NotificationError(error, "\(partition)")
                }
            }
        } catch let error as KafkaError {
            if [.shutDown, .cancelled].contains(error.code) { return }
            throw NotificationError(error, "transaction")
        } catch {
            throw NotificationListener.wrap(error)
        }
    }

    private static func failure(_ error: any Error) -> NotificationError {
        guard let error = (error as? TransactionFailure<Never>)?.transactionError?.error else {
            return NotificationError(.kafka, "transaction: \(error)")
        }
        return NotificationError(error, "transaction")
    }
}
