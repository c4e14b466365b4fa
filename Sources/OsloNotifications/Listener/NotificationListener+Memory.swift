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
        do {
            try await withThrowingDiscardingTaskGroup { group in
                while let record = await consumer.next() {
                    group.addTask { try await self.handle(record, consumer) }
                }
            }
        } catch {
            throw Self.wrap(error)
        }
    }

    private func handle(_ record: MemoryRecord, _ consumer: MemoryConsumer) async throws(NotificationError) {
        do {
            let end = try await handler.handle(record, consumer.closing)
            consumer.giveBack(record, isDone: end == .done)
        } catch {
            // Nobody else may get it before this one has ended.
            consumer.close()
            consumer.giveBack(record, isDone: false)
            throw error
        }
    }
}
