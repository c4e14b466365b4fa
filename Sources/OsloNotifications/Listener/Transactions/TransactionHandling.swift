// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Handles the records of transactions, whatever they go over, and knows what became of those that can't be handled.
final class TransactionHandling: Sendable {
    private let transport: NotificationTransport
    private let handler: RecordHandler
    private let maker: RecordMaker
    private let publisherID: String?
    private let topics: [String]?
    private let body: NotificationListener.TransactionHandler
    /// Kafka's `transaction.timeout.ms`.
    let transactionTimeout: String
    /// How long a transaction may be kept open by a dead letter: one that takes too long is ended by Kafka.
    private let deadLetterLimit: Duration
    private let tries = Lock(TransactionTries())

    init(
        _ listener: NotificationListener,
        _ publisherID: String?,
        _ topics: [String]?,
        _ body: @escaping NotificationListener.TransactionHandler
    ) throws(NotificationError) {
        transport = listener.transport
        handler = listener.handler
        maker = try RecordMaker(transport.configuration, topics: topics ?? transport.configuration.topics)
        transactionTimeout = transport.configuration.producerProperties["transaction.timeout.ms"] ?? "60000"
        deadLetterLimit = .milliseconds((Int(transactionTimeout) ?? 60_000) / 2)
        self.publisherID = publisherID
        self.topics = topics
        self.body = body
    }

    /// Handles all records, and sends what comes of them with a carrier of the transaction's.
    func handle(
        _ records: some Sequence<some InboundRecord>,
        _ carrier: RecordCarrier
    ) async throws(AttemptFailure) {
        let notifier = Notifier(
            transport: transport, publisherID: publisherID, topics: topics, carrier: carrier, maker: maker)
        for record in records { try await handle(record, notifier, carrier) }
    }

    private func handle(
        _ record: some InboundRecord,
        _ notifier: Notifier,
        _ carrier: RecordCarrier
    ) async throws(AttemptFailure) {
        let source = record.source
        if let givenUp = tries.withLock({ $0.givenUp(source) }) {
            return try await giveUp(record, givenUp, carrier)
        }
        let notification: ReceivedNotification
        do {
            notification = try record.notification(handler.reading)
        } catch {
            handler.options.undecodableHandler?(source, error)
            return try await giveUp(record, .init(failure: .undecodable(error)), carrier)
        }
        guard handler.dispatcher.accepts(notification) else { return handler.logIgnored(notification, record) }
        do {
            try await body(notification, notifier)
        } catch {
            throw .handler(HandlerFailure(source: source, error: error))
        }
    }

    private func giveUp(
        _ record: some InboundRecord,
        _ givenUp: TransactionTries.GivenUp,
        _ carrier: RecordCarrier
    ) async throws(AttemptFailure) {
        if givenUp.isSkipped { return }
        let (source, failure, options) = (record.source, givenUp.failure, handler.options)
        switch failure.isUndecodable ? options.onUndecodable : options.onFailure {
        case .skip: transport.log(.warning, "\(source) is skipped: \(failure.reason)")
        case .stop: throw .stop(NotificationError(failure.code, "\(source): \(failure.reason)"))
        case .deadLetter:
            let begun = ContinuousClock.now
            let left = givenUp.deadline.map { max(.milliseconds(1), $0 - begun) } ?? options.deadLetterTimeout
            do {
                let target = try await DeadLetterTopic(carrier: carrier).write(
                    record, failure, isEmptied: givenUp.isEmptied, timeout: min(left, deadLetterLimit))
                transport.log(.warning, "\(source) is moved to \(target): \(failure.reason)")
            } catch {
                throw .deadLetter(DeadLetterFailure(source: source, failure: failure, error: error, begun: begun))
            }
        }
    }

    /// A handler threw: waits until the next attempt, or gives the record up.
    func again(_ failure: HandlerFailure, _ closing: ClosingFlag) async {
        let maximum = handler.options.maximumAttempts
        let attempt = tries.withLock { $0.handlerFailed(failure, maximum: maximum) }
        let count = attempt ?? max(1, maximum)
        transport.log(.info, "\(failure.source): \(failure.reason(count).reason), attempt \(count)")
        if let attempt { _ = await handler.pause(after: attempt, closing) }
    }

    /// A record could not be moved away: waits until the next attempt, or does what the policy says.
    func again(_ failed: DeadLetterFailure, _ closing: ClosingFlag) async throws(NotificationError) {
        if closing.isSet || Task.isCancelled { return }
        let timeout = handler.options.deadLetterTimeout
        switch tries.withLock({ $0.deadLetterFailed(failed, timeout: timeout, now: .now) }) {
        case .again(after: 0): break
        case .again(let count):
            transport.log(.error, "\(failed.source) can't be moved away, attempt \(count): \(failed.error)")
            _ = await handler.pause(after: count, closing)
        case .over:
            _ = try handler.lose(failed.source, failed.failure, failed.error)
            tries.withLock { $0.skip(failed.source) }
        }
    }

    /// A transaction came to nothing by no fault of a record: waits until the next.
    func transactionFailed(_ closing: ClosingFlag) async {
        let count = tries.withLock { $0.transactionFailed() }
        _ = await handler.pause(after: count, closing)
    }

    /// A transaction is committed with these offsets.
    func committed(_ offsets: [TopicPartitionOffset]) {
        tries.withLock { $0.committed(offsets) }
    }
}
