// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Handles the records of transactions, over whatever these go.
struct TransactionHandling: Sendable {
    private let transport: NotificationTransport
    private let handler: RecordHandler
    private let maker: RecordMaker
    private let publisherID: String?
    private let topics: [String]?
    private let body: NotificationListener.TransactionHandler

    init(
        _ listener: NotificationListener,
        _ publisherID: String?,
        _ topics: [String]?,
        _ body: @escaping NotificationListener.TransactionHandler
    ) throws(NotificationError) {
        transport = listener.transport
        handler = listener.handler
        maker = try RecordMaker(transport.configuration, topics: topics ?? transport.configuration.topics)
        self.publisherID = publisherID
        self.topics = topics
        self.body = body
    }

    /// Handles all records, and sends what comes of them with a carrier of the transaction's.
    func handle(
        _ records: some Sequence<some InboundRecord>,
        _ carrier: RecordCarrier,
        _ attempts: TransactionAttempts
    ) async throws(AttemptFailure) {
        let notifier = Notifier(
            transport: transport, publisherID: publisherID, topics: topics, carrier: carrier, maker: maker)
        for record in records { try await handle(record, notifier, carrier, attempts) }
    }

    private func handle(
        _ record: some InboundRecord,
        _ notifier: Notifier,
        _ carrier: RecordCarrier,
        _ attempts: TransactionAttempts
    ) async throws(AttemptFailure) {
        if let failure = attempts.givenUp[record.source] {
            return try giveUp(record, failure, handler.options.onFailure, carrier)
        }
        let notification: ReceivedNotification
        do {
            notification = try record.notification(handler.reading)
        } catch {
            handler.options.undecodableHandler?(record.source, error)
            return try giveUp(record, .undecodable(error), handler.options.onUndecodable, carrier)
        }
        guard handler.dispatcher.accepts(notification) else { return handler.logIgnored(notification, record) }
        do {
            try await body(notification, notifier)
        } catch {
            throw .handler(HandlerFailure(source: record.source, error: error))
        }
    }

    private func giveUp(
        _ record: some InboundRecord,
        _ failure: RecordFailure,
        _ policy: ListenerOptions.FailurePolicy,
        _ carrier: RecordCarrier
    ) throws(AttemptFailure) {
        let source = record.source
        switch policy {
        case .skip: transport.log(.warning, "\(source) is skipped: \(failure.reason)")
        case .stop: throw .stop(NotificationError(failure.code, "\(source): \(failure.reason)"))
        case .deadLetter:
            do throws(NotificationError) {
                let copy = try DeadLetterTopic.copy(record, failure)
                do throws(NotificationError) {
                    try carrier.post(copy, telling: "\(source) can't be moved away")
                } catch {
                    guard error.code == .messageTooLarge, let empty = DeadLetterTopic.withoutValue(copy) else {
                        throw error
                    }
                    try carrier.post(empty, telling: "\(source) can't be moved away")
                }
                transport.log(.warning, "\(source) is moved to \(copy.topic): \(failure.reason)")
            } catch {
                throw .stop(error)
            }
        }
    }

    /// The handler threw: waits before the next attempt, unless that gives the record up.
    func retry(_ failure: HandlerFailure, _ attempts: inout TransactionAttempts) async {
        let count = attempts.count(failure)
        let reason = failure.reason(count)
        transport.log(.info, "\(failure.source): \(reason.reason), attempt \(count)")
        if count >= max(1, handler.options.maximumAttempts) {
            attempts.giveUp(failure.source, reason)
        } else {
            try? await Task.sleep(for: handler.backoff(after: count))
        }
    }
}
