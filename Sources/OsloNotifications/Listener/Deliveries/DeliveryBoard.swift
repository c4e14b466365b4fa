// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The deliveries of a listener, and those who wait for them.
final class DeliveryBoard: PartitionBoard {
    /// What somebody has to see to.
    enum Care: Sendable {
        /// A record that is given out again after the pause that follows this attempt.
        case again(DeliveryQueue.Delivery)
        /// A record of which no further attempt is made.
        case giveUp(DeliveryQueue.Delivery, RecordFailure)
        /// A partition that was paused, and is read on there.
        case readOn(DeliveryQueue.ID)
    }

    private let queue: Lock<DeliveryQueue>
    private let failure = Lock<NotificationError?>(nil)
    private let source: ListenerSource
    private let maximumAttempts: Int
    private let stallTime: Duration
    /// What has to be seen to.
    let cares: AsyncStream<Care>
    private let care: AsyncStream<Care>.Continuation

    /// - Parameter stallTime: how long there may be no room before partitions of which nothing is done make some.
    init(limit: RecordLoad, maximumAttempts: Int, stallTime: Duration = .seconds(1), source: ListenerSource) {
        queue = Lock(DeliveryQueue(limit: limit))
        self.maximumAttempts = max(1, maximumAttempts)
        self.stallTime = stallTime
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

    /// The flag of a place's lane; nil when its partition was given up meanwhile.
    func closing(of place: DeliveryQueue.ID) -> ClosingFlag? {
        queue.withLock { $0.closing(of: place) }
    }

    /// What comes next of a partition that was parked is what was dropped; false when it was given up meanwhile.
    func isBack(_ place: DeliveryQueue.ID) -> Bool {
        queue.withLock { $0.isBack(place) }
    }

    /// - Parameter isCurrent: whether the partition has been the listener's all the time since the records were read. It is
    ///   asked when no partition can come or go.
    func add(_ records: [any InboundRecord], of partition: TopicPartition, isCurrent: () -> Bool = { true }) {
        resume(queue.withLock { isCurrent() ? $0.add(records, of: partition) : [] })
    }

    /// Returns when there is room, or when something was done to make room.
    @discardableResult
    func waitForRoom() async -> Parked {
        await DeliveryQueue.waitForRoom(in: queue, stallTime) { number in
            self.queue.withLock { $0.stopWaiting(number) }
        }
    }

    /// Partitions that were parked are paused. Where to read on at once, and those that were given up meanwhile.
    func paused(_ partitions: [TopicPartition]) -> (readOn: [DeliveryQueue.ID], gone: [TopicPartition]) {
        queue.withLock { $0.paused(partitions) }
    }

    /// What read a partition on has ended.
    func endReadingOn(_ place: DeliveryQueue.ID) {
        carryOut(queue.withLock { $0.endReadingOn(place) })
    }

    /// The next record; nil at the deadline, at the end, and when the task is cancelled. With a deadline also when there is
    /// none, and no room for more before something is acknowledged.
    func next(by deadline: ContinuousClock.Instant?) async -> DeliveryQueue.Delivery? {
        while true {
            let (delivery, places, isFull) = queue.withLock { queue in
                let delivery = queue.take()
                return (delivery, queue.takeReadOns(), delivery == nil && queue.isFull)
            }
            for place in places { lookAfter(place) }
            if let delivery { return delivery }
            if deadline != nil, isFull { return nil }
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
        carryOut(
            queue.withLock { queue in
                let effect = queue.done(delivery.id)
                // Before anybody learns that the partition may be given up.
                if let next = effect.next { source.store(next, of: delivery.record) }
                return effect
            })
    }

    /// A record that was taken is not done.
    func requeue(_ delivery: DeliveryQueue.Delivery) {
        if delivery.attempt >= maximumAttempts {
            giveUp(delivery, .requeued(attempts: delivery.attempt))
        } else {
            lookAfter(delivery, .again(delivery), isPause: true)
        }
    }

    func giveUp(_ delivery: DeliveryQueue.Delivery, _ failure: RecordFailure) {
        lookAfter(delivery, .giveUp(delivery, failure), isPause: false)
    }

    private func lookAfter(_ delivery: DeliveryQueue.Delivery, _ care: Care, isPause: Bool) {
        let (isHeld, effect) = queue.withLock { $0.hold(delivery.id, isPause: isPause) }
        carryOut(effect)
        if isHeld { self.care.yield(care) }
    }

    /// A record that was taken is given out again as though it had not been, after those before it that are held.
    func putBack(_ delivery: DeliveryQueue.Delivery) {
        carryOut(queue.withLock { $0.putBack(delivery.id) })
    }

    /// A record that was held is given out again.
    func release(_ delivery: DeliveryQueue.Delivery) {
        carryOut(queue.withLock { $0.release(delivery.id) })
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

    func stop() {
        resume(queue.withLock { $0.stop() })
    }

    func endWaiting() {
        resume(queue.withLock { $0.end() })
        care.finish()
    }

    /// Nothing is given out any more, and nothing is waited for; who takes learns why.
    func end(_ error: NotificationError) {
        failure.withLock { $0 = $0 ?? error }
        endWaiting()
    }

    /// Why it ended, told once.
    func takeFailure() -> NotificationError? {
        failure.withLock { failure in
            defer { failure = nil }
            return failure
        }
    }

    /// A partition is to be read on.
    func lookAfter(_ place: DeliveryQueue.ID) {
        care.yield(.readOn(place))
    }

    private func carryOut(_ effect: DeliveryQueue.Effect) {
        if let place = effect.readOn { lookAfter(place) }
        resume(effect.waiters)
    }

    private func resume(_ waiters: [DeliveryQueue.Waiter]) {
        for waiter in waiters { waiter.resume() }
    }
}
