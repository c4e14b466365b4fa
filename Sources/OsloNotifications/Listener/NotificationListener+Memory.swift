// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension NotificationListener {
    /// Receives from a ``MemoryBroker``, by the rules of the same name for Kafka: a partition in order, partitions beside
    /// each other, what is not done comes again.
    func runOnMemory() async throws(NotificationError) {
        guard case .memory(let consumer) = source else { return }
        consumer.begin(handler.options.onAssignment)
        defer { consumer.hasEnded() }
        await withTaskCancellationHandler {
            switch handler.options.guarantee {
            case .atLeastOnce:
                while let record = await consumer.next() {
                    tasks.start { await self.handle(record, consumer) }
                }
            case .atMostOnce:
                let maximumCount = transport.configuration.kafka.maxPollRecords
                while case let records = await consumer.next(maximumCount: maximumCount), let last = records.last {
                    consumer.commitAhead(last)
                    tasks.start { await self.handle(records, last, consumer) }
                }
            }
        } onCancel: {
            tasks.cancel()
        }
        await waitForTasks { await consumer.waitForEnd() }
        // Of those that were left behind: somebody else gets it.
        consumer.giveBackAll()
        if let failure = tasks.failure { throw failure }
    }

    private func handle(_ record: MemoryRecord, _ consumer: MemoryConsumer) async {
        do throws(NotificationError) {
            let end = try await handler.handle(record, consumer.closing)
            consumer.giveBack(record, isDone: end == .done)
        } catch {
            // Nobody else may get it before this one has ended.
            fail(error, consumer)
            consumer.giveBack(record, isDone: false)
        }
    }

    /// Handles what is committed, to its end, unless the task is cancelled.
    private func handle(_ records: [MemoryRecord], _ last: MemoryRecord, _ consumer: MemoryConsumer) async {
        defer { consumer.release(last) }
        do throws(NotificationError) {
            for record in records {
                if Task.isCancelled { return }
                _ = try await handler.handle(record, consumer.closing)
            }
        } catch {
            fail(error, consumer)
        }
    }

    private func fail(_ error: NotificationError, _ consumer: MemoryConsumer) {
        tasks.fail(error)
        consumer.close()
        // Not waited for: it waits for who calls this, too.
        Task { await shutdown() }
    }
}
