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
        properties["transaction.timeout.ms"] = properties["transaction.timeout.ms"] ?? "60000"
        // A record may not take longer than its transaction.
        properties["message.timeout.ms"] = properties["transaction.timeout.ms"]
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
        board.begin(batch.nextOffsets.map(\.topicPartition), count: batch.count)
        defer { board.end() }
        var attempts = TransactionAttempts()
        while true {
            let failure: HandlerFailure
            do throws(TransactionFailure<AttemptFailure>) {
                try await attempt(batch, attempts)
                return
            } catch {
                switch error {
                case .aborted(.handler(let found)): failure = found
                case .aborted(.stop(let error)): throw error
                case .aborted(.transaction(let error)), .transaction(let error), .abortFailed(let error, _):
                    return try await rewind(batch, because: error)
                }
            }
            await handling.retry(failure, &attempts)
            if Task.isCancelled { return }
            if board.isClosing { return try await rewind(batch, because: nil) }
        }
    }

    private func attempt(
        _ batch: ConsumerRecordBatch,
        _ attempts: TransactionAttempts
    ) async throws(TransactionFailure<AttemptFailure>) {
        try await producer.withTransaction { transaction throws(AttemptFailure) in
            // Asked for before anything is handled: when the group has moved on meanwhile, the broker refuses the offsets.
            let member: ConsumerGroupMetadata
            do {
                member = try await consumer.groupMetadata()
            } catch {
                throw .stop(NotificationListener.wrap(error))
            }
            try await handling.handle(batch, .transaction(transaction), attempts)
            do {
                try await transaction.sendOffsets(batch.nextOffsets, of: member)
            } catch let error as TransactionError {
                throw .transaction(error)
            } catch {
                throw .stop(NotificationListener.wrap(error))
            }
        }
    }

    /// A transaction came to nothing: reads its records again, from where the group is. Those of partitions that are
    /// somebody else's by now are left.
    private func rewind(_ batch: ConsumerRecordBatch, because error: TransactionError?) async throws(NotificationError)
    {
        if let error {
            listener.transport.log(.warning, "a transaction of \(batch.count) records begins anew: \(error)")
            switch error {
            case .fatal(let error): throw NotificationError(error, "transaction")
            case .refused(let error):
                if error.code == .cancelled || error.code == .shutDown { return }
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
        }
        var firsts: [TopicPartition: Int64] = [:]
        for record in batch where firsts[record.topicPartition] == nil { firsts[record.topicPartition] = record.offset }
        let own = Set(consumer.assignment).intersection(firsts.keys)
        do {
            var positions: [TopicPartition: StartingPosition] = [:]
            for (partition, result) in try await consumer.committed(Array(own)) {
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
