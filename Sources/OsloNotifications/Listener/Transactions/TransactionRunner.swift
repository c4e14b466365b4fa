// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Handles batches of records in transactions with their offsets: each in one, or in several where it takes long.
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
        properties[TransactionTime.property] = handling.time.text
        // A record may not take longer than its transaction.
        properties["message.timeout.ms"] = handling.time.text
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
        handling.forget(board.takeLeft())
        let counts = batch.counts
        let closing = board.begin(counts)
        defer { board.end() }
        // What went and came back since it was read comes again, after what is before it.
        if !counts.keys.allSatisfy({ consumer.isCurrent(batch, in: $0) }) { closing.set() }
        var rest = batch
        while !closing.isSet, !Task.isCancelled {
            var begun = handling.time.now()
            do throws(TransactionFailure<AttemptFailure>) {
                let (done, left) = rest.split(at: try await attempt(rest, begun: &begun, closing))
                handling.committed(done.nextOffsets)
                if left.isEmpty { return }
                rest = left
                board.goOn(rest.counts)
            } catch {
                switch error {
                case .aborted(.handler(let failure)): await handling.again(failure, closing)
                case .aborted(.deadLetter(let failure)): try await handling.again(failure, closing)
                case .aborted(.stop(let error)): throw error
                case .aborted(.transaction(let error)), .transaction(let error), .abortFailed(let error, _):
                    guard try await decide(error, rest.count, begun: begun) else { return }
                    await handling.transactionFailed(closing)
                    return try await rewind(rest)
                }
            }
        }
        if !Task.isCancelled { try await rewind(rest) }
    }

    /// Handles the first records of a batch in a transaction.
    ///
    /// - Parameter begun: when it was begun, after what may have had to be waited for.
    /// - Returns: how many.
    private func attempt(
        _ batch: ConsumerRecordBatch,
        begun: inout ContinuousClock.Instant,
        _ closing: ClosingFlag
    ) async throws(TransactionFailure<AttemptFailure>) -> Int {
        try await producer.withTransaction { transaction throws(AttemptFailure) in
            begun = handling.time.now()
            // Asked for before anything is handled: when the group has moved on meanwhile, the broker refuses the offsets.
            let member: ConsumerGroupMetadata
            do {
                member = try await consumer.groupMetadata()
            } catch {
                throw .stop(NotificationListener.wrap(error))
            }
            let count = try await handling.handle(batch, .transaction(transaction), begun: begun, closing)
            do {
                try await transaction.sendOffsets(batch.split(at: count).head.nextOffsets, of: member)
                return count
            } catch let error as TransactionError {
                throw .transaction(error)
            } catch {
                throw .stop(NotificationListener.wrap(error))
            }
        }
    }

    /// A transaction came to nothing. False when the listener ends.
    private func decide(
        _ error: TransactionError,
        _ count: Int,
        begun: ContinuousClock.Instant
    ) async throws(NotificationError) -> Bool {
        let time = handling.time
        listener.transport.log(.warning, "a transaction of at most \(count) records came to nothing: \(error)")
        switch error {
        case .fatal(let error): throw time.explain(NotificationError(error, "transaction"), begun: begun)
        case .refused(let error):
            if error.code == .cancelled || error.code == .shutDown { return false }
            throw NotificationError(error, "transaction")
        case .retriable:
            // Not known how it ended: another one ends it first, and then the committed offsets tell.
            do {
                try await producer.withTransaction { _ in }
            } catch {
                throw time.explain(Self.failure(error), begun: begun)
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

extension ConsumerRecordBatch {
    /// How many records of each partition there are.
    fileprivate var counts: [TopicPartition: Int] {
        var counts: [TopicPartition: Int] = [:]
        for slice in PartitionSlice.slices(of: self) { counts[slice.partition] = slice.count }
        return counts
    }
}
