// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationListener {
    /// Waits until more may be read. Partitions that stand still meanwhile are paused, so that others go on.
    func makeRoom(_ consumer: KafkaConsumer) async {
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

    private func readOn(_ partition: TopicPartition, from offset: Int64, _ consumer: KafkaConsumer) async {
        await readOn(partition, from: offset, consumer) { board.isOpen(partition) }
    }

    /// Goes on reading a partition that was paused, where what was dropped began. It is tried until it works, or the
    /// partition is the listener's no more: its offsets must not go on without those records.
    func readOn(
        _ partition: TopicPartition, from offset: Int64, _ consumer: KafkaConsumer, while isOpen: () -> Bool
    ) async {
        var attempt = 1
        while isOpen(), !Task.isCancelled {
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
    func runLaneOrEnd(
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
}
