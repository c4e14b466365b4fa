// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Carries batches from the reading thread to tasks, a few ahead and no more.
final class BatchChannel: Sendable {
    private let buffer = Lock(BatchBuffer())
    /// Batches that may still be read ahead.
    let credits: Credits

    init(capacity: Int) {
        credits = Credits(capacity)
    }

    /// Gives a batch to whoever waits, or keeps it. One that is `isCounted` has taken a credit.
    func put(_ batch: ConsumerRecordBatch, isCounted: Bool) {
        guard let waiter = buffer.withLock({ $0.put(batch, isCounted: isCounted) }) else { return }
        waiter.resume(returning: taken(.batch(batch, isCounted: isCounted)))
    }

    /// The next batch; nil when there will be none, or the task is cancelled.
    func next() async throws(KafkaError) -> ConsumerRecordBatch? {
        switch await nextElement() {
        case .batch(let batch, _): return batch
        case .failed(let error): throw error
        case .ended: return nil
        }
    }

    func end() {
        for waiter in buffer.withLock({ $0.end() }) { waiter.resume(returning: .ended) }
    }

    func fail(_ error: KafkaError) {
        guard let waiter = buffer.withLock({ $0.fail(error) }) else { return }
        waiter.resume(returning: .failed(error))
        for waiter in buffer.withLock({ $0.takeWaiters() }) { waiter.resume(returning: .ended) }
    }

    private func nextElement() async -> BatchBuffer.Next {
        if Task.isCancelled { return .ended }
        if let next = buffer.withLock({ $0.take() }) { return taken(next) }
        let id = buffer.withLock { $0.makeID() }
        let next = await withTaskCancellationHandler {
            await Resumption.wait { (waiter: BatchBuffer.Waiter) in
                if let next = buffer.withLock({ $0.wait(id, waiter) }) { waiter.resume(returning: taken(next)) }
            }
        } onCancel: {
            buffer.withLock { $0.cancel(id) }?.resume(returning: .ended)
        }
        buffer.withLock { $0.forget(id) }
        return next
    }

    private func taken(_ next: BatchBuffer.Next) -> BatchBuffer.Next {
        if case .batch(_, isCounted: true) = next { credits.add() }
        return next
    }
}
