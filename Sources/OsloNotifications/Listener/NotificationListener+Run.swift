// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationListener {
    /// Receives until ``shutdown(timeout:)`` is called; then finishes what is being handled, commits, and leaves the
    /// group. Once; at once, if it has been shut down before.
    ///
    /// Cancelling the task ends it too, but handlers see the cancellation at once: what they don't finish comes again.
    /// Where the trait `ServiceLifecycle` is on, the shutdown of its service group is a call of ``shutdown(timeout:)``.
    ///
    /// - Throws: what makes going on impossible: a fatal error of the client, a record that can't be handled where the
    ///   policy is to stop, or one that can never be written to its dead-letter topic. A broker that is gone is waited
    ///   for.
    public func run() async throws(NotificationError) {
        guard hasRun.begin() else { throw NotificationError(.closed, "a listener runs once; make another one") }
        try await withGracefulShutdown {
            Task { await self.shutdown() }
        } _: { () async throws(NotificationError) in
            try await receive()
        }
    }

    private func receive() async throws(NotificationError) {
        guard case .kafka(let consumer) = source else { return try await runOnMemory() }
        do {
            guard try subscribe(consumer) else { return }
            try await withThrowingDiscardingTaskGroup { group in
                for try await batch in consumer.batches {
                    for error in batch.errors { tell(error, consumer) }
                    for slice in PartitionSlice.slices(of: batch) where board.add(slice) {
                        group.addTask { try await self.runLaneOrEnd(slice.partition, consumer) }
                    }
                    await board.waitForRoom()
                }
                await consumer.shutdown()
                // A handler that has not ended by now is told.
                group.cancelAll()
            }
        } catch {
            await shutdown()
            throw Self.wrap(error)
        }
    }

    /// Ends ``run()``: what is being handled is finished, what was read ahead is left for whoever comes next, offsets
    /// are committed, the group is left.
    ///
    /// - Parameter timeout: how long to wait for handlers and for the broker. Afterwards the listener ends without
    ///   having left the group, which notices after `session.timeout.ms`.
    /// - Returns: whether the group was left, with everything committed.
    @discardableResult
    public func shutdown(timeout: Duration = .seconds(10)) async -> Bool {
        defer { transport.listeners.remove(source.client) }
        switch source {
        case .kafka(let consumer): return await consumer.shutdown(timeout: timeout).hasLeftGroup
        case .memory(let consumer): return await consumer.shutdown(timeout: timeout)
        }
    }

    /// False when the listener was shut down before it ran.
    private func subscribe(_ consumer: KafkaConsumer) throws(KafkaError) -> Bool {
        do {
            try consumer.subscribe(to: topics)
            return true
        } catch {
            guard error.code == .shutDown else { throw error }
            return false
        }
    }

    /// Ends the batches, and so ``run()``, when a record can't be handled and the policy is to stop.
    private func runLaneOrEnd(
        _ partition: TopicPartition,
        _ consumer: KafkaConsumer
    ) async throws(NotificationError) {
        do {
            try await runLane(partition, consumer)
        } catch {
            board.fail(partition)
            await consumer.shutdown()
            throw error
        }
    }

    /// Handles the records of a partition as long as there are any.
    private func runLane(_ partition: TopicPartition, _ consumer: KafkaConsumer) async throws(NotificationError) {
        while let work = board.next(partition) {
            defer { board.finished(work.slice) }
            var done = DoneOffset(partition)
            // Whatever ends the slice, what is done is stored.
            defer { done.store(in: consumer) }
            records: for range in work.slice.ranges {
                for index in range {
                    if work.closing.isSet || Task.isCancelled { break records }
                    let record = work.slice.batch[index]
                    guard try await handler.handle(record, work.closing) == .done else { break records }
                    done.advance(to: record.offset + 1, in: consumer)
                }
            }
        }
    }

    private func tell(_ error: ConsumerPartitionError, _ consumer: KafkaConsumer) {
        let place = error.topic.map { topic in error.partition.map { "\(topic)[\($0)]" } ?? topic } ?? consumer.name
        transport.log(.warning, "\(place): \(error.error.message)")
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
