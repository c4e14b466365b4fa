// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationListener {
    /// What handles a notification in a transaction: what it sends with the notifier becomes visible together with the
    /// notification being done, or neither does.
    public typealias TransactionHandler = @Sendable (ReceivedNotification, Notifier) async throws -> Void

    /// Receives exactly once, until ``shutdown(timeout:)`` is called or the task is cancelled: what the handler sends of
    /// a notification, and that the notification is done, are one transaction. For a listener without endpoints.
    ///
    /// A transaction is as large as what was read at once, at most `max_poll_records` notifications. A handler that throws
    /// undoes it; it is repeated after a pause, and the notification that the handler threw at is given up after
    /// ``ListenerOptions/maximumAttempts``. A dead letter is part of the transaction, too. Exactly once are the records in
    /// Kafka, for who reads what is committed, which librdkafka's consumers do by default; what else a handler does
    /// happens as often as it is called.
    ///
    /// A handler that has not ended by the deadline of the shutdown is cancelled and left behind: its transaction is
    /// undone, which is logged, and its notifications come again. ``close(timeout:)`` says how many they are. Where the
    /// trait `ServiceLifecycle` is on, the shutdown of its service group is a call of ``shutdown(timeout:)``.
    ///
    /// - Parameters:
    ///   - transactionalID: the producer's name in Kafka. Each process that runs at the same time needs its own, and keeps
    ///     it when it is started again: the earlier process of the name, if it is not quite dead, is fenced off.
    ///   - publisherID: who sends.
    ///   - topics: what the notifier sends to, without priorities; nil means those of the configuration.
    ///   - handler: handles one notification, in order, one at a time. What it sends and does not await is awaited by the
    ///     transaction.
    /// - Throws: what makes going on impossible, with `isFatal` when another process has the transactional id.
    public func runTransactions(
        transactionalID: String,
        publisherID: String? = nil,
        topics: [String]? = nil,
        handler: @escaping TransactionHandler
    ) async throws(NotificationError) {
        let handling = try TransactionHandling(self, publisherID, topics, handler)
        try await withGracefulShutdown {
            Task { await self.shutdown() }
        } _: { () async throws(NotificationError) in
            switch source {
            case .kafka(let consumer): try await runTransactions(consumer, transactionalID, handling)
            case .memory(let consumer): try await runTransactions(consumer, transactionalID, handling)
            }
        }
    }

    private func runTransactions(
        _ consumer: MemoryConsumer,
        _ transactionalID: String,
        _ handling: TransactionHandling
    ) async throws(NotificationError) {
        try beginOnce()
        let runner = MemoryTransactionRunner(consumer, transactionalID, handling)
        currentBoard.board = runner.board
        consumer.begin(handler.options.onAssignment)
        start { [maximumCount = transport.configuration.kafka.maxPollRecords] () throws(NotificationError) in
            try await runner.run(maximumCount: maximumCount)
        }
        await waitForTasks({ await consumer.waitForEnd() }, leaving: Self.transactionLeft)
        runner.close()
        consumer.hasEnded()
        await shutdown()
        if let failure = tasks.failure { throw failure }
    }

    private func runTransactions(
        _ consumer: KafkaConsumer,
        _ transactionalID: String,
        _ handling: TransactionHandling
    ) async throws(NotificationError) {
        let runner = try TransactionRunner(self, consumer, transactionalID, handling)
        try beginOnce()
        start {
            guard try await self.subscribe(consumer, runner.board) else { return }
            for try await batch in consumer.batches {
                for error in batch.errors { self.tell(error, consumer) }
                if !batch.isEmpty { try await runner.run(batch) }
            }
        }
        await waitForTasks({ await consumer.run() }, leaving: Self.transactionLeft)
        await shutdown()
        await runner.close()
        if let failure = tasks.failure { throw failure }
    }

    /// What handles all transactions, in a task that can be left behind.
    private func start(_ body: @escaping @Sendable () async throws -> Void) {
        tasks.start { [tasks] in
            do {
                try await body()
            } catch {
                tasks.fail(Self.wrap(error))
            }
        }
    }

    private static let transactionLeft =
        "notifications of a transaction that has not ended are left behind; it is undone, and they come again"
}
