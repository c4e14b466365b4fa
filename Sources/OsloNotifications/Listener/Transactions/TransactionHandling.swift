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
    let time: TransactionTime
    private let tries = Lock(TransactionTries())

    init(
        _ listener: NotificationListener,
        _ publisherID: String?,
        _ topics: [String]?,
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        _ body: @escaping NotificationListener.TransactionHandler
    ) throws(NotificationError) {
        transport = listener.transport
        handler = listener.handler
        maker = try RecordMaker(transport.configuration, topics: topics ?? transport.configuration.topics)
        time = TransactionTime(transport.configuration.producerProperties, now: now)
        self.publisherID = publisherID
        self.topics = topics
        self.body = body
    }

    /// Handles records, and sends what comes of them with a carrier of the transaction's, as many as there is time for,
    /// and no more once their partitions are to be given up; at least one.
    ///
    /// - Parameter begun: when the transaction was.
    /// - Returns: how many.
    func handle(
        _ records: some Sequence<some InboundRecord>,
        _ carrier: RecordCarrier,
        begun: ContinuousClock.Instant,
        _ closing: ClosingFlag
    ) async throws(AttemptFailure) -> Int {
        let notifier = Notifier(
            transport: transport, publisherID: publisherID, topics: topics, carrier: carrier, maker: maker)
        var count = 0
        for record in records {
            if count > 0, closing.isSet || time.isUp(since: begun) { break }
            try await handle(record, notifier, carrier)
            count += 1
        }
        return count
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
                    record, failure, isEmptied: givenUp.isEmptied, timeout: min(left, time.deadLetterLimit))
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

    /// Partitions were given up: whoever has them next begins to count anew.
    func forget(_ partitions: Set<TopicPartition>) {
        tries.withLock { $0.forget(partitions) }
    }
}
