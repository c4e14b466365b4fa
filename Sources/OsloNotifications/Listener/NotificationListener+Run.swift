// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationListener {
    /// Receives until ``shutdown(timeout:)`` is called; then finishes what is being handled, commits, and leaves the
    /// group. Once; at once, if it has been shut down before.
    ///
    /// Cancelling the task ends it too, but handlers see the cancellation at once: what they don't finish comes again.
    /// Handlers that have not ended by the deadline of the shutdown are cancelled and left behind: what they were handling
    /// is logged, and comes again. ``close(timeout:)`` says how much that is.
    /// Where the trait `ServiceLifecycle` is on, the shutdown of its service group is a call of ``shutdown(timeout:)``.
    ///
    /// - Throws: what makes going on impossible: a fatal error of the client, a record that can't be handled where the
    ///   policy is to stop, or one that can never be written to its dead-letter topic. A broker that is gone is waited
    ///   for.
    public func run() async throws(NotificationError) {
        try beginOnce()
        try await withGracefulShutdown {
            Task { await self.shutdown() }
        } _: { () async throws(NotificationError) in
            try await receive()
        }
    }

    private func receive() async throws(NotificationError) {
        guard case .kafka(let consumer) = source else { return try await runOnMemory() }
        do {
            guard try await subscribe(consumer, board) else { return }
            // What handlers that hang hold is no room, for ever.
            Task { [board] in
                await consumer.run()
                board.stop()
            }
            try await withTaskCancellationHandler {
                try await read(consumer)
            } onCancel: {
                tasks.cancel()
                board.stop()
            }
            await consumer.shutdown()
            await leaveHandlers()
        } catch {
            tasks.cancel()
            await shutdown()
            await leaveHandlers()
            throw Self.wrap(error)
        }
        if let failure = tasks.failure { throw failure }
    }

    /// Takes what is read to its lanes, until the consumer ends.
    private func read(_ consumer: KafkaConsumer) async throws {
        for try await batch in consumer.batches {
            for error in batch.errors { tell(error, consumer) }
            for slice in PartitionSlice.slices(of: batch)
            where board.add(slice, isCurrent: { consumer.isCurrent(batch, in: slice.partition) }) {
                startLane(slice.partition, consumer)
            }
            guard await makeRoom(consumer) else { return }
        }
    }

    /// Waits until the tasks that handle records have ended, or the time for that is up: then it goes on without those
    /// that don't end. Cancelling the task cancels them, and shuts the listener down.
    ///
    /// - Parameters:
    ///   - end: returns when what the records come from has ended, whether all was handled by then or not.
    ///   - what: what is told of those that are left behind, after how many they are.
    func waitForTasks(
        _ end: @escaping @Sendable () async -> Void,
        leaving what: String = NotificationListener.handlersLeft
    ) async {
        // Not waited for: it ends with what the records come from.
        Task {
            await end()
            await leaveHandlers(what)
            tasks.leave()
        }
        await withTaskCancellationHandler {
            await tasks.waitForEnd()
        } onCancel: {
            tasks.cancel()
            Task { await self.shutdown() }
        }
    }

    /// The time is up: tells handlers that have not ended, and goes on without those that don't hear of it.
    private func leaveHandlers(_ what: String = NotificationListener.handlersLeft) async {
        tasks.cancel(overdue: unfinished)
        await tasks.waitForEnd(.milliseconds(200))
        let left = unfinished
        guard left > 0 else { return }
        transport.log(.error, "\(left) \(what)")
    }

    static let handlersLeft = "handlers have not ended and are left behind; what they have comes again"

    /// Ends what receives: what is being handled is finished, what was read ahead is left for whoever comes next,
    /// offsets are committed, the group is left.
    ///
    /// - Parameter timeout: how long to wait for handlers and for the broker. Afterwards the listener ends without
    ///   having left the group, which notices after `session.timeout.ms`.
    /// - Returns: whether the group was left, with everything committed.
    @discardableResult
    public func shutdown(timeout: Duration = .seconds(10)) async -> Bool {
        await close(timeout: timeout).hasLeftGroup
    }

    /// Ends what receives, as ``shutdown(timeout:)``.
    ///
    /// - Returns: what was left undone.
    @discardableResult
    public func close(timeout: Duration = .seconds(10)) async -> ListenerCloseReport {
        defer { transport.listeners.remove(source.client) }
        // What receives may be waiting for room, and hear of the end no sooner.
        currentBoard.board?.stop()
        let hasLeftGroup =
            switch source {
            case .kafka(let consumer): await consumer.shutdown(timeout: timeout).hasLeftGroup
            case .memory(let consumer): await consumer.shutdown(timeout: timeout)
            }
        let left = max(unfinished, tasks.overdue)
        currentBoard.board?.endWaiting()
        return ListenerCloseReport(hasLeftGroup: hasLeftGroup, unfinished: left)
    }

    private var unfinished: Int { currentBoard.board?.unfinished ?? tasks.count }

    func beginOnce() throws(NotificationError) {
        guard hasRun.begin() else { throw NotificationError(.closed, "a listener runs once; make another one") }
    }

    /// False when the listener was shut down before it ran.
    func subscribe(_ consumer: KafkaConsumer, _ board: any PartitionBoard) async throws -> Bool {
        if let creation = handler.options.topicCreation {
            let made = try await transport.create(topics, creation, .seconds(30))
            if !made.isEmpty { transport.log(.info, "made \(made.joined(separator: " "))") }
        }
        currentBoard.board = board
        do {
            try await consumer.subscribe(to: topics)
            return true
        } catch {
            guard error.code == .shutDown else { throw error }
            return false
        }
    }

    func tell(_ error: ConsumerPartitionError, _ consumer: KafkaConsumer) {
        // Of a topic that is not there librdkafka tells the name in its text alone.
        let topic = error.topic ?? topics.first { error.error.message.contains(" \($0): ") }
        let place = topic.map { topic in error.partition.map { "\(topic)[\($0)]" } ?? topic } ?? consumer.name
        if let topic, TopicAbsences.isAbsence(error.error) {
            guard absences.disappeared(topic) else { return }
            transport.log(.warning, "\(topic) is not there; it is read as soon as it is")
        } else {
            transport.log(.warning, "\(place): \(error.error.message)")
        }
        handler.options.onError?(NotificationError(error.error, place))
    }

    static func wrap(_ error: any Error) -> NotificationError {
        switch error {
        case let error as NotificationError: error
        case let error as KafkaError: NotificationError(error, "listener")
        default: NotificationError(.kafka, "listener: \(error)")
        }
    }
}
