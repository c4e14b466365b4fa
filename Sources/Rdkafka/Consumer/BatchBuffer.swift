// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The batches between the thread that reads and the tasks that consume, and the tasks that wait for one.
struct BatchBuffer: ~Copyable {
    typealias Waiter = Resumption<Next>

    /// What a task gets.
    enum Next: Sendable {
        case batch(ConsumerRecordBatch, isCounted: Bool)
        case failed(KafkaError)
        case timedOut
        case ended
    }

    struct WaiterID: Hashable, Sendable {
        let number: UInt64
    }

    private enum Phase {
        case open
        case failed(KafkaError)
        case ended
    }

    /// Errors that are kept for who doesn't consume.
    static let maximumErrors = 256

    private var phase = Phase.open
    private var batches: [(batch: ConsumerRecordBatch, isCounted: Bool)] = []
    /// Records of partitions that are paused.
    private var held: [ConsumerRecordBatch] = []
    private var errorCount = 0
    private var waiters: [(id: WaiterID, waiter: Waiter)] = []
    /// Waits that have not ended, and how they are to end if that is known before they begin.
    private var pending: [WaiterID: Next?] = [:]
    private var lastID: UInt64 = 0

    mutating func makeID() -> WaiterID {
        lastID += 1
        let id = WaiterID(number: lastID)
        pending[id] = .some(nil)
        return id
    }

    /// A batch was read. The task to be resumed with it, if one waits. `isCounted`: whether it takes the room of one
    /// that is read ahead.
    mutating func put(_ batch: ConsumerRecordBatch, isCounted: Bool) -> Waiter? {
        guard case .open = phase else { return nil }
        if !waiters.isEmpty { return waiters.removeFirst().waiter }
        batches.append((batch, isCounted))
        if !isCounted { errorCount += batch.errors.count }
        return nil
    }

    /// The same for a batch that takes nobody's room, which is refused when nobody takes them out.
    mutating func putErrors(_ batch: ConsumerRecordBatch) -> (waiter: Waiter?, isRefused: Bool) {
        if errorCount >= Self.maximumErrors { return (nil, true) }
        return (put(batch, isCounted: false), false)
    }

    /// What a task took and did not use comes before all else.
    mutating func putBack(_ batch: ConsumerRecordBatch) -> Waiter? {
        guard case .open = phase else { return nil }
        if !waiters.isEmpty { return waiters.removeFirst().waiter }
        batches.insert((batch, false), at: 0)
        errorCount += batch.errors.count
        return nil
    }

    /// Keeps records until their partitions are resumed.
    mutating func hold(_ batch: ConsumerRecordBatch) {
        guard case .open = phase else { return }
        held.append(batch)
    }

    /// Lets what is held be looked at again, before all else. The tasks to be resumed, each with a batch.
    mutating func releaseHeld() -> [(Waiter, ConsumerRecordBatch)] {
        var resumed: [(Waiter, ConsumerRecordBatch)] = []
        while !held.isEmpty, !waiters.isEmpty {
            resumed.append((waiters.removeFirst().waiter, held.removeFirst()))
        }
        batches.insert(contentsOf: held.map { ($0, false) }, at: 0)
        held = []
        return resumed
    }

    /// What is there already; nil when a task has to wait.
    mutating func take() -> Next? {
        switch phase {
        case .ended: return .ended
        case .failed(let error) where batches.isEmpty:
            // An error is thrown once; after it the sequence has ended.
            phase = .ended
            return .failed(error)
        case .open, .failed:
            guard !batches.isEmpty else { return nil }
            let next = batches.removeFirst()
            if !next.isCounted { errorCount -= next.batch.errors.count }
            return .batch(next.batch, isCounted: next.isCounted)
        }
    }

    /// A task waits, unless there is something after all.
    mutating func wait(_ id: WaiterID, _ waiter: Waiter) -> Next? {
        if case .some(.some(let reason)) = pending[id] { return reason }
        if let next = take() { return next }
        waiters.append((id, waiter))
        return nil
    }

    /// A task doesn't wait any more. Its continuation, if it did; otherwise it will not begin to.
    mutating func abandon(_ id: WaiterID, _ reason: Next) -> Waiter? {
        if let index = waiters.firstIndex(where: { $0.id == id }) { return waiters.remove(at: index).waiter }
        if pending[id] != nil { pending[id] = .some(reason) }
        return nil
    }

    /// A wait has ended.
    mutating func forget(_ id: WaiterID) {
        pending[id] = nil
    }

    /// Nothing comes any more, and what is there is not wanted.
    mutating func end() -> [Waiter] {
        phase = .ended
        batches = []
        held = []
        return takeWaiters()
    }

    /// Nothing comes any more, for a reason. What was read before is still given out.
    mutating func fail(_ error: KafkaError) -> Waiter? {
        guard case .open = phase else { return nil }
        if waiters.isEmpty {
            phase = .failed(error)
            return nil
        }
        phase = .ended
        return waiters.removeFirst().waiter
    }

    /// Those who are left when the sequence has ended.
    mutating func takeWaiters() -> [Waiter] {
        defer { waiters = [] }
        return waiters.map(\.waiter)
    }
}
