// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationListener {
    /// Waits until more may be read. Partitions that stand still meanwhile, or have more than their share while others have
    /// nothing to do, are paused, so that others go on.
    ///
    /// - Returns: false when nothing more is to be read.
    func makeRoom(_ consumer: KafkaConsumer) async -> Bool {
        while true {
            let parked = await board.waitForRoom()
            guard !parked.isEmpty else { return !board.isOver }
            await pause(parked, since: "nothing is handled")
            let (places, gone) = board.paused(parked.partitions)
            for place in places { startReadingOn(place, consumer) }
            await resumeStray(gone, consumer)
        }
    }

    /// Pauses what was parked, and tells of what stands still.
    func pause(_ parked: Parked, since reason: String) async {
        if !parked.standing.isEmpty {
            let names = parked.standing.sorted().map(\.description).joined(separator: " ")
            transport.log(.warning, "\(names): \(reason); paused until that ends, others go on")
        }
        guard !parked.partitions.isEmpty else { return }
        switch source {
        // Where it fails, what is read of them is dropped until they have been paused after all.
        case .kafka(let consumer): _ = try? await consumer.pause(parked.partitions)
        case .memory(let consumer): consumer.pause(parked.partitions)
        }
    }

    /// Partitions that came back before they were paused are not to stand still.
    func resumeStray(_ gone: [TopicPartition], _ consumer: KafkaConsumer) async {
        guard !gone.isEmpty else { return }
        let stray = Set(gone).intersection(consumer.paused)
        if !stray.isEmpty { _ = try? await consumer.resume(Array(stray)) }
    }

    /// Goes on reading a partition that was parked, where what was dropped began. It is tried until it works, or the
    /// partition is the listener's no more: its offsets must not go on without those records.
    ///
    /// - Parameter isBack: tells the board that what comes next is what was dropped; false when the partition was given
    ///   up meanwhile.
    func readOn(
        _ partition: TopicPartition,
        from offset: Int64,
        _ closing: ClosingFlag,
        _ consumer: KafkaConsumer,
        isBack: () -> Bool
    ) async {
        var attempt = 1
        var hasGoneBack = false
        while !closing.isSet, !Task.isCancelled {
            do throws(KafkaError) {
                // Once only: what comes after it would come again.
                if !hasGoneBack {
                    try await goBack(partition, to: offset, consumer)
                    guard isBack() else { return }
                    hasGoneBack = true
                }
                try await consumer.resume([partition])[partition]?.get()
                return
            } catch {
                let isOver = error.code == .shutDown || error.code == .cancelled
                guard !isOver, consumer.assignment.contains(partition) else { return }
                transport.log(.warning, "\(partition) can't be read on: \(error.message)")
                guard await handler.pause(after: attempt, closing) else { return }
                attempt += 1
            }
        }
    }

    /// Has the consumer give out next what was dropped. Nothing of the partition may come between that and the board's
    /// knowing of it, so it is paused, if it could not be before.
    private func goBack(
        _ partition: TopicPartition,
        to offset: Int64,
        _ consumer: KafkaConsumer
    ) async throws(KafkaError) {
        if !consumer.paused.contains(partition) { try await consumer.pause([partition])[partition]?.get() }
        try await consumer.seek(partition, to: .offset(offset))
    }

    /// Goes on reading a partition that was parked, beside what its lane still has to do.
    private func startReadingOn(_ place: PartitionLanes.ReadOn, _ consumer: KafkaConsumer) {
        tasks.start { [self] in
            await readOn(place.partition, from: place.offset, place.closing, consumer) { board.isBack(place) }
            let (starts, readOn) = board.endReadingOn(place)
            if let readOn { startReadingOn(readOn, consumer) }
            if starts { startLane(place.partition, consumer) }
        }
    }

    /// Handles the records of a partition in a task of its own. An error in it ends the listener.
    func startLane(_ partition: TopicPartition, _ consumer: KafkaConsumer) {
        tasks.start { [self] in
            do throws(NotificationError) {
                try await runLane(partition, consumer)
            } catch {
                tasks.fail(error)
                board.fail(partition)
                // Ends the batches, and so run().
                await consumer.shutdown()
            }
        }
    }

    /// Handles the records of a partition as long as there are any.
    private func runLane(_ partition: TopicPartition, _ consumer: KafkaConsumer) async throws(NotificationError) {
        var done = DoneOffset(partition)
        // Whatever ends the lane, what is done is stored.
        defer { done.store(in: consumer) }
        while true {
            let turn = board.next(partition) { done.store(in: consumer) }
            if let place = turn.readOn { startReadingOn(place, consumer) }
            guard let work = turn.work else { return }
            defer { if let place = board.finished(work.slice) { startReadingOn(place, consumer) } }
            switch handler.options.guarantee {
            case .atLeastOnce: try await handle(work, &done, consumer)
            case .atMostOnce: try await commitThenHandle(work, consumer)
            }
        }
    }

    private func handle(
        _ work: PartitionLanes.Work,
        _ done: inout DoneOffset,
        _ consumer: KafkaConsumer
    ) async throws(NotificationError) {
        for range in work.slice.ranges {
            for index in range {
                if work.closing.isSet || Task.isCancelled { return }
                let record = work.slice.batch[index]
                guard try await handler.handle(record, work.closing) == .done else { return }
                work.progress.tick()
                done.advance(to: record.offset + 1, in: consumer)
            }
        }
        if work.isLast { done.store(in: consumer) }
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
}
