// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The batches between the thread that reads and the tasks that consume, and the tasks that wait for one.
struct BatchBuffer: ~Copyable {
    typealias Waiter = Resumption<Next>

    /// What a task gets.
    enum Next: Sendable {
        case batch(ConsumerRecordBatch, isCounted: Bool)
        case failed(KafkaError)
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

    private var phase = Phase.open
    private var batches: [(batch: ConsumerRecordBatch, isCounted: Bool)] = []
    private var waiters: [(id: WaiterID, waiter: Waiter)] = []
    private var cancelled: Set<WaiterID> = []
    private var lastID: UInt64 = 0

    mutating func makeID() -> WaiterID {
        lastID += 1
        return WaiterID(number: lastID)
    }

    /// A batch was read. The task to be resumed with it, if one waits. `isCounted`: whether it takes the room of one that is read ahead.
    mutating func put(_ batch: ConsumerRecordBatch, isCounted: Bool) -> Waiter? {
        guard case .open = phase else { return nil }
        if !waiters.isEmpty { return waiters.removeFirst().waiter }
        batches.append((batch, isCounted))
        return nil
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
            return .batch(next.batch, isCounted: next.isCounted)
        }
    }

    /// A task waits, unless there is something after all.
    mutating func wait(_ id: WaiterID, _ waiter: Waiter) -> Next? {
        if cancelled.remove(id) != nil { return .ended }
        if let next = take() { return next }
        waiters.append((id, waiter))
        return nil
    }

    /// A task doesn't wait any more. Its continuation, if it did; otherwise it will not begin to.
    mutating func cancel(_ id: WaiterID) -> Waiter? {
        if let index = waiters.firstIndex(where: { $0.id == id }) { return waiters.remove(at: index).waiter }
        cancelled.insert(id)
        return nil
    }

    mutating func forget(_ id: WaiterID) {
        cancelled.remove(id)
    }

    /// Nothing comes any more, and what is there is not wanted.
    mutating func end() -> [Waiter] {
        phase = .ended
        batches = []
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
