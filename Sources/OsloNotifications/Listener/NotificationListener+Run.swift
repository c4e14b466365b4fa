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
            try await withThrowingDiscardingTaskGroup { group in
                for try await batch in consumer.batches {
                    for error in batch.errors { tell(error, consumer) }
                    for slice in PartitionSlice.slices(of: batch) where board.add(slice) {
                        group.addTask { try await self.runLaneOrEnd(slice.partition, consumer) }
                    }
                    await makeRoom(consumer)
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
        let hasLeftGroup =
            switch source {
            case .kafka(let consumer): await consumer.shutdown(timeout: timeout).hasLeftGroup
            case .memory(let consumer): await consumer.shutdown(timeout: timeout)
            }
        let left = currentBoard.board?.unfinished ?? 0
        return ListenerCloseReport(hasLeftGroup: hasLeftGroup, unfinished: left)
    }

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
            try consumer.subscribe(to: topics)
            return true
        } catch {
            guard error.code == .shutDown else { throw error }
            return false
        }
    }

    /// Waits until more may be read. Partitions that stand still meanwhile are paused, so that others go on.
    private func makeRoom(_ consumer: KafkaConsumer) async {
        while true {
            let parked = await board.waitForRoom()
            guard !parked.isEmpty else { return }
            let names = parked.sorted().map(\.description).joined(separator: " ")
            transport.log(.warning, "\(names): nothing is handled; paused until that ends, others go on")
            // Where it fails the lane's task seeks all the same, and nothing is lost.
            _ = try? await consumer.pause(parked)
            for (partition, offset) in board.paused(parked) { await readOn(partition, from: offset, consumer) }
        }
    }

    /// Goes on reading a partition that was paused, where what was dropped began. It is tried until it works, or the
    /// partition is the listener's no more: its offsets must not go on without those records.
    private func readOn(_ partition: TopicPartition, from offset: Int64, _ consumer: KafkaConsumer) async {
        var attempt = 1
        while board.isOpen(partition), !Task.isCancelled {
            do {
                try await consumer.seek(partition, to: .offset(offset))
                try await consumer.resume([partition])[partition]?.get()
                return
            } catch {
                if [.shutDown, .invalidArgument, .cancelled].contains(error.code) { return }
                transport.log(.warning, "\(partition) can't be read on: \(error.message)")
                try? await Task.sleep(for: handler.backoff(after: attempt))
                attempt += 1
            }
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
        while let step = board.next(partition) {
            switch step {
            case .readOn(let offset): await readOn(partition, from: offset, consumer)
            case .work(let work):
                defer { board.finished(work.slice) }
                switch handler.options.guarantee {
                case .atLeastOnce: try await handleThenStore(work, consumer)
                case .atMostOnce: try await commitThenHandle(work, consumer)
                }
            }
        }
    }

    private func handleThenStore(
        _ work: PartitionLanes.Work,
        _ consumer: KafkaConsumer
    ) async throws(NotificationError) {
        var done = DoneOffset(work.slice.partition)
        // Whatever ends the slice, what is done is stored.
        defer { done.store(in: consumer) }
        for range in work.slice.ranges {
            for index in range {
                if work.closing.isSet || Task.isCancelled { return }
                let record = work.slice.batch[index]
                guard try await handler.handle(record, work.closing) == .done else { return }
                work.progress.tick()
                done.advance(to: record.offset + 1, in: consumer)
            }
        }
    }

    /// What is committed and not handled would be lost, so a slice is handled to its end, unless the task is cancelled.
    private func commitThenHandle(
        _ work: PartitionLanes.Work,
        _ consumer: KafkaConsumer
    ) async throws(NotificationError) {
        let partition = work.slice.partition
        let next = TopicPartitionOffset(partition, offset: work.slice.nextOffset)
        var attempt = 1
        while true {
            if work.closing.isSet || Task.isCancelled { return }
            do throws(KafkaError) {
                if let error = try await consumer.commit([next]).failed[partition] { throw error }
                break
            } catch {
                // Not known to be committed: handling it now could be the second time for somebody.
                transport.log(.warning, "\(partition): what was read waits for its commit: \(error.message)")
                guard await handler.pause(after: attempt, work.closing) else { return }
                attempt += 1
            }
        }
        for range in work.slice.ranges {
            for index in range {
                if Task.isCancelled { return }
                _ = try await handler.handle(work.slice.batch[index], work.closing)
                work.progress.tick()
            }
        }
    }

    func tell(_ error: ConsumerPartitionError, _ consumer: KafkaConsumer) {
        let place = error.topic.map { topic in error.partition.map { "\(topic)[\($0)]" } ?? topic } ?? consumer.name
        if let topic = error.topic, TopicAbsences.isAbsence(error.error) {
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
