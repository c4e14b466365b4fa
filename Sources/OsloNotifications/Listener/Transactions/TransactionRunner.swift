// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Handles batches of records, each in a transaction with its offsets.
final class TransactionRunner: Sendable {
    let board = TransactionBoard()
    private let producer: KafkaProducer
    private let listener: NotificationListener
    private let consumer: KafkaConsumer
    private let maker: RecordMaker
    private let publisherID: String?
    private let topics: [String]?
    private let handler: NotificationListener.TransactionHandler
    private let tries = Lock(TransactionTries())
    /// How long a transaction may be kept open by a dead letter: one that takes too long is ended by Kafka.
    private let timeoutOfDeadLetter: Duration

    init(
        _ listener: NotificationListener,
        _ consumer: KafkaConsumer,
        _ transactionalID: String,
        _ publisherID: String?,
        _ topics: [String]?,
        _ handler: @escaping NotificationListener.TransactionHandler
    ) throws(NotificationError) {
        let transport = listener.transport
        var properties = transport.configuration.producerProperties
        properties["transactional.id"] = transactionalID
        properties["enable.idempotence"] = "true"
        let timeout = properties["transaction.timeout.ms"] ?? "60000"
        timeoutOfDeadLetter = .milliseconds((Int(timeout) ?? 60_000) / 2)
        properties["transaction.timeout.ms"] = timeout
        // A record may not take longer than its transaction.
        properties["message.timeout.ms"] = timeout
        do {
            producer = try transport.clients.producer(properties)
        } catch {
            throw NotificationError(error)
        }
        maker = try RecordMaker(transport.configuration, topics: topics ?? transport.configuration.topics)
        self.listener = listener
        self.consumer = consumer
        self.publisherID = publisherID
        self.topics = topics
        self.handler = handler
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
                return tries.withLock { $0.committed(batch.nextOffsets) }
            } catch {
                switch error {
                case .aborted(.handler(let failure)): await again(failure, closing)
                case .aborted(.deadLetter(let failure)): try await again(failure, closing)
                case .aborted(.stop(let error)): throw error
                case .aborted(.transaction(let error)), .transaction(let error), .abortFailed(let error, _):
                    guard try await decide(error, batch.count) else { return }
                    let count = tries.withLock { $0.transactionFailed() }
                    _ = await listener.handler.pause(after: count, closing)
                    return try await rewind(batch)
                }
            }
        }
        if !Task.isCancelled { try await rewind(batch) }
    }

    /// A handler threw: waits until the next attempt, or gives the record up.
    private func again(_ failure: HandlerFailure, _ closing: ClosingFlag) async {
        let maximum = listener.handler.options.maximumAttempts
        let attempt = tries.withLock { $0.handlerFailed(failure, maximum: maximum) }
        let count = attempt ?? max(1, maximum)
        listener.transport.log(.info, "\(failure.source): \(failure.reason(count).reason), attempt \(count)")
        if let attempt { _ = await listener.handler.pause(after: attempt, closing) }
    }

    /// A record could not be moved away: waits until the next attempt, or does what the policy says.
    private func again(_ failed: DeadLetterFailure, _ closing: ClosingFlag) async throws(NotificationError) {
        if closing.isSet || Task.isCancelled { return }
        let timeout = listener.handler.options.deadLetterTimeout
        switch tries.withLock({ $0.deadLetterFailed(failed, timeout: timeout, now: .now) }) {
        case .again(after: 0): break
        case .again(let count):
            listener.transport.log(
                .error, "\(failed.source) can't be moved away, attempt \(count): \(failed.error)")
            _ = await listener.handler.pause(after: count, closing)
        case .over:
            _ = try listener.handler.lose(failed.source, failed.failure, failed.error)
            tries.withLock { $0.skip(failed.source) }
        }
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
            let notifier = Notifier(
                transport: listener.transport, publisherID: publisherID, topics: topics,
                carrier: .transaction(transaction), maker: maker)
            for record in batch { try await handle(record, notifier, transaction) }
            do {
                try await transaction.sendOffsets(batch.nextOffsets, of: member)
            } catch let error as TransactionError {
                throw .transaction(error)
            } catch {
                throw .stop(NotificationListener.wrap(error))
            }
        }
    }

    private func handle(
        _ record: ConsumerRecord,
        _ notifier: Notifier,
        _ transaction: KafkaTransaction
    ) async throws(AttemptFailure) {
        let source = NotificationSource(record)
        if let givenUp = tries.withLock({ $0.givenUp(source) }) {
            return try await giveUp(record, givenUp, transaction)
        }
        let notification: ReceivedNotification
        do {
            notification = try record.notification(listener.handler.reading)
        } catch {
            listener.handler.options.undecodableHandler?(source, error)
            return try await giveUp(record, TransactionTries.GivenUp(failure: .undecodable(error)), transaction)
        }
        guard listener.handler.dispatcher.accepts(notification) else {
            return listener.handler.logIgnored(notification, record)
        }
        do {
            try await handler(notification, notifier)
        } catch {
            throw .handler(HandlerFailure(source: source, error: error))
        }
    }

    private func giveUp(
        _ record: ConsumerRecord,
        _ givenUp: TransactionTries.GivenUp,
        _ transaction: KafkaTransaction
    ) async throws(AttemptFailure) {
        if givenUp.isSkipped { return }
        let source = NotificationSource(record)
        let (failure, options) = (givenUp.failure, listener.handler.options)
        switch failure.isUndecodable ? options.onUndecodable : options.onFailure {
        case .skip: listener.transport.log(.warning, "\(source) is skipped: \(failure.reason)")
        case .stop: throw .stop(NotificationError(failure.code, "\(source): \(failure.reason)"))
        case .deadLetter:
            let begun = ContinuousClock.now
            let left = givenUp.deadline.map { max(.milliseconds(1), $0 - begun) } ?? options.deadLetterTimeout
            do {
                let target = try await DeadLetterTopic(carrier: .transaction(transaction)).write(
                    record, failure, isEmptied: givenUp.isEmptied, timeout: min(left, timeoutOfDeadLetter))
                listener.transport.log(.warning, "\(source) is moved to \(target): \(failure.reason)")
            } catch {
                throw .deadLetter(
                    DeadLetterFailure(source: source, failure: failure, error: error, begun: begun))
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
