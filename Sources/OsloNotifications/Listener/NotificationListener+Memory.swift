// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension NotificationListener {
    /// Receives from a ``MemoryBroker``, by the rules of the same name for Kafka: a partition in order, partitions beside
    /// each other, what is not done comes again.
    func runOnMemory() async throws(NotificationError) {
        guard case .memory(let consumer) = source else { return }
        consumer.hasBegun()
        defer { consumer.hasEnded() }
        handler.options.onAssignment?(topics)
        await withTaskCancellationHandler {
            while let record = await consumer.next() {
                tasks.start { await self.handle(record, consumer) }
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
            tasks.fail(error)
            // Nobody else may get it before this one has ended.
            consumer.close()
            consumer.giveBack(record, isDone: false)
            // Not waited for: it waits for this task, too.
            Task { await shutdown() }
        }
    }
}
