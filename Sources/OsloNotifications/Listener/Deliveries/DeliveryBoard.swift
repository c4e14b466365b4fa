// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The deliveries of a listener, and those who wait for them.
final class DeliveryBoard: PartitionBoard {
    /// What a record that was not acknowledged needs.
    enum Care: Sendable {
        /// It is given out again after the pause that follows this attempt.
        case again(DeliveryQueue.Delivery)
        /// No further attempt is made.
        case giveUp(DeliveryQueue.Delivery, RecordFailure)
    }

    private let queue: Lock<DeliveryQueue>
    private let failure = Lock<NotificationError?>(nil)
    private let source: ListenerSource
    private let maximumAttempts: Int
    /// What records need that were not acknowledged.
    let cares: AsyncStream<Care>
    private let care: AsyncStream<Care>.Continuation

    init(limit: Int, maximumAttempts: Int, source: ListenerSource) {
        queue = Lock(DeliveryQueue(limit: limit))
        self.maximumAttempts = max(1, maximumAttempts)
        self.source = source
        (cares, care) = AsyncStream.makeStream()
    }

    var pending: [TopicPartition: Int] { queue.withLock { $0.pending } }

    var unfinished: Int { queue.withLock { $0.unfinished } }

    func open(_ partitions: [TopicPartition]) {
        queue.withLock { queue in
            for partition in partitions { queue.open(partition) }
        }
    }

    func add(_ records: [any InboundRecord], of partition: TopicPartition) {
        resume(queue.withLock { $0.add(records, of: partition) })
    }

    func waitForRoom() async {
        await withUnsafeContinuation { waiter in
            if !queue.withLock({ $0.wait(forRoom: waiter) }) { waiter.resume() }
        }
    }

    /// The next record; nil at the deadline, at the end, and when the task is cancelled.
    func next(by deadline: ContinuousClock.Instant?) async -> DeliveryQueue.Delivery? {
        while true {
            if let delivery = queue.withLock({ $0.take() }) { return delivery }
            if Task.isCancelled || queue.withLock({ $0.isOver }) { return nil }
            if let deadline, ContinuousClock.now >= deadline { return nil }
            let timer = deadline.map { deadline in
                Task {
                    try? await Task.sleep(until: deadline, clock: .continuous)
                    self.wakeTaker()
                }
            }
            await withTaskCancellationHandler {
                await withUnsafeContinuation { waiter in
                    let waits = queue.withLock { !Task.isCancelled && $0.wait(forRecord: waiter) }
                    if !waits { waiter.resume() }
                }
            } onCancel: {
                wakeTaker()
            }
            timer?.cancel()
        }
    }

    private func wakeTaker() {
        resume(queue.withLock { $0.takeTaker() })
    }

    /// A record is done.
    func finish(_ delivery: DeliveryQueue.Delivery) {
        let effect = queue.withLock { queue in
            let effect = queue.done(delivery.id)
            // Before anybody learns that the partition may be given up.
            if let next = effect.next, case .kafka(let consumer) = source {
                consumer.store([TopicPartitionOffset(delivery.id.partition, offset: next)])
            }
            return effect
        }
        if case .memory(let consumer) = source, let record = delivery.record as? MemoryRecord, effect.next != nil {
            consumer.giveBack(record, isDone: true)
        }
        resume(effect.waiters)
    }

    /// A record that was taken is not done.
    func requeue(_ delivery: DeliveryQueue.Delivery) {
        let failure: RecordFailure? =
            delivery.attempt >= maximumAttempts ? .requeued(attempts: delivery.attempt) : nil
        lookAfter(delivery, failure.map { .giveUp(delivery, $0) } ?? .again(delivery))
    }

    func giveUp(_ delivery: DeliveryQueue.Delivery, _ failure: RecordFailure) {
        lookAfter(delivery, .giveUp(delivery, failure))
    }

    private func lookAfter(_ delivery: DeliveryQueue.Delivery, _ care: Care) {
        let (isHeld, waiters) = queue.withLock { queue in
            let (isHeld, effect) = queue.hold(delivery.id)
            return (isHeld, effect.waiters)
        }
        resume(waiters)
        if isHeld { self.care.yield(care) }
    }

    /// A record that was held is given out again.
    func release(_ delivery: DeliveryQueue.Delivery) {
        resume(queue.withLock { $0.release(delivery.id).waiters })
    }

    func beginClosing(_ partitions: [TopicPartition]) {
        resume(queue.withLock { $0.close(partitions) })
    }

    func waitForEnd(_ partitions: [TopicPartition]) async {
        for partition in partitions {
            await withUnsafeContinuation { waiter in
                if !queue.withLock({ $0.wait(forEndOf: partition, waiter) }) { waiter.resume() }
            }
        }
    }

    /// Nothing is given out any more; who takes learns why.
    func end(_ error: NotificationError?) {
        failure.withLock { $0 = $0 ?? error }
        resume(queue.withLock { $0.end() })
        care.finish()
    }

    /// Gives back to memory what is not done.
    func giveBack(to consumer: MemoryConsumer) {
        for record in queue.withLock({ $0.takeAll() }) {
            if let record = record as? MemoryRecord { consumer.giveBack(record, isDone: false) }
        }
    }

    /// Why it ended, told once.
    func takeFailure() -> NotificationError? {
        failure.withLock { failure in
            defer { failure = nil }
            return failure
        }
    }

    private func resume(_ waiters: [DeliveryQueue.Waiter]) {
        for waiter in waiters { waiter.resume() }
    }
}
