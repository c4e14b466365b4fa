// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Senders that wait for room, in order of arrival.
struct WaiterQueue: ~Copyable {
    struct ID: Hashable, Sendable {
        fileprivate let number: UInt64
    }

    private struct Waiter {
        let load: InFlightGate.Load
        let continuation: Resumption<InFlightGate.Admission>
    }

    // Numbers rise, so a queue is a range of them; those that were taken out leave a hole.
    private var waiters: [UInt64: Waiter] = [:]
    private var order: [UInt64] = []
    private var head = 0
    private var lastNumber: UInt64 = 0
    /// Taken back before they began to wait.
    private var abandoned: Set<ID> = []

    var isEmpty: Bool { waiters.isEmpty }

    /// What the first in the queue waits for.
    var first: InFlightGate.Load? {
        mutating get {
            while head < order.count {
                if let waiter = waiters[order[head]] { return waiter.load }
                head += 1
            }
            order.removeAll(keepingCapacity: true)
            head = 0
            return nil
        }
    }

    mutating func makeID() -> ID {
        lastNumber += 1
        return ID(number: lastNumber)
    }

    /// False when the wait was taken back before.
    mutating func append(
        _ id: ID,
        _ load: InFlightGate.Load,
        _ continuation: Resumption<InFlightGate.Admission>
    ) -> Bool {
        guard abandoned.remove(id) == nil else { return false }
        waiters[id.number] = Waiter(load: load, continuation: continuation)
        order.append(id.number)
        return true
    }

    mutating func removeFirst() -> Resumption<InFlightGate.Admission>? {
        guard first != nil else { return nil }
        let number = order[head]
        head += 1
        if head > 64, head > order.count / 2 {
            order.removeFirst(head)
            head = 0
        }
        return waiters.removeValue(forKey: number)?.continuation
    }

    /// Takes one out. If it is not there yet, it will not be let in when it comes.
    mutating func remove(_ id: ID) -> Resumption<InFlightGate.Admission>? {
        if let waiter = waiters.removeValue(forKey: id.number) {
            compact()
            return waiter.continuation
        }
        abandoned.insert(id)
        return nil
    }

    /// Those who left leave holes; there must not be more of these than waiters.
    private mutating func compact() {
        guard order.count > 2 * waiters.count + 64 else { return }
        order = order[head...].filter { waiters[$0] != nil }
        head = 0
    }

    mutating func forget(_ id: ID) {
        abandoned.remove(id)
    }

    mutating func removeAll() -> [Resumption<InFlightGate.Admission>] {
        defer {
            waiters.removeAll()
            order.removeAll()
            head = 0
        }
        return order[head...].compactMap { waiters[$0]?.continuation }
    }
}
