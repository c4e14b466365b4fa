// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Carries batches from the reading thread to tasks, a few ahead and no more.
final class BatchChannel: Sendable {
    /// Calls a function at a time, and gives back what takes that back.
    typealias Timer = @Sendable (ContinuousClock.Instant, @escaping @Sendable () -> Void) -> () -> Void

    private let buffer = Lock(BatchBuffer())
    /// Batches that may still be read ahead.
    let credits: Credits
    private let onErrors: @Sendable (Int) -> Void

    /// `onErrors` gets the number of errors in each batch that has some.
    init(capacity: Int, onErrors: @escaping @Sendable (Int) -> Void = { _ in }) {
        credits = Credits(capacity)
        self.onErrors = onErrors
    }

    /// Gives a batch to whoever waits, or keeps it. It has taken a credit.
    func put(_ batch: ConsumerRecordBatch) {
        if !batch.errors.isEmpty { onErrors(batch.errors.count) }
        guard let waiter = buffer.withLock({ $0.put(batch, isCounted: true) }) else { return }
        waiter.resume(returning: taken(.batch(batch, isCounted: true)))
    }

    /// The same for one that has taken no credit; false when too many wait.
    func putErrors(_ batch: ConsumerRecordBatch) -> Bool {
        onErrors(batch.errors.count)
        let (waiter, isRefused) = buffer.withLock { $0.putErrors(batch) }
        waiter?.resume(returning: .batch(batch, isCounted: false))
        return !isRefused
    }

    /// Takes back what was given out and not used; it comes next.
    func putBack(_ batch: ConsumerRecordBatch) {
        guard !batch.isEmpty || !batch.errors.isEmpty else { return }
        buffer.withLock { $0.putBack(batch) }?.resume(returning: .batch(batch, isCounted: false))
    }

    /// Keeps records of paused partitions until `releaseHeld`.
    func hold(_ batch: ConsumerRecordBatch) {
        buffer.withLock { $0.hold(batch) }
    }

    /// What is held comes next.
    func releaseHeld() {
        for (waiter, batch) in buffer.withLock({ $0.releaseHeld() }) {
            waiter.resume(returning: .batch(batch, isCounted: false))
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

    /// What comes next; `ended` when the task is cancelled, `timedOut` when nothing comes until the deadline.
    func next(until deadline: ContinuousClock.Instant? = nil, _ timer: Timer? = nil) async -> BatchBuffer.Next {
        if Task.isCancelled { return .ended }
        if let next = buffer.withLock({ $0.take() }) { return taken(next) }
        let id = buffer.withLock { $0.makeID() }
        var cancelTimer: (() -> Void)?
        if let deadline, let timer {
            cancelTimer = timer(deadline) { self.abandon(id, .timedOut) }
        }
        let next = await withTaskCancellationHandler {
            await Resumption.wait { (waiter: BatchBuffer.Waiter) in
                if let next = buffer.withLock({ $0.wait(id, waiter) }) { waiter.resume(returning: taken(next)) }
            }
        } onCancel: {
            abandon(id, .ended)
        }
        cancelTimer?()
        buffer.withLock { $0.forget(id) }
        return next
    }

    private func abandon(_ id: BatchBuffer.WaiterID, _ reason: BatchBuffer.Next) {
        buffer.withLock { $0.abandon(id, reason) }?.resume(returning: reason)
    }

    private func taken(_ next: BatchBuffer.Next) -> BatchBuffer.Next {
        if case .batch(_, isCounted: true) = next { credits.add() }
        return next
    }
}
