// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// Bounds what is between a producer and the broker, in records and bytes, and lets senders wait for room in order.
///
/// The count is the producer's own. librdkafka's counts a record until it has freed it, which is after its report:
/// a sender woken by the last report of a burst would find no room yet, and nobody would wake it again.
final class InFlightGate: Sendable {
    /// How a wait for room ended.
    enum Admission: Sendable {
        case granted
        case cancelled
        case timedOut
        case closed
    }

    // Records and bytes share a word, so that one atomic addition counts both. Only differences of the words have a
    // meaning: 24 bits of records above 40 bits of bytes. Sixteen million records go round it, so that additions have to
    // wrap; those that may not are also dearer, being a loop. What senders write, what broker threads write and what is
    // hardly ever written are on cache lines of their own.
    private let sent = Atomic<UInt64>(0)
    /// Records whose call into the client has returned.
    private let returned = Atomic<UInt64>(0)
    /// What `done` was at least, for senders that need not know it better.
    private let lastDone = Atomic<UInt64>(0)
    private let calls = Atomic<Int>(0)
    private let padding = PaddedCacheLine()
    private let done = Atomic<UInt64>(0)
    private let morePadding = PaddedCacheLine()
    private let waiting = Atomic<Int>(0)
    private let closed = Atomic<Bool>(false)
    private let waiters = Lock(WaiterQueue())
    let limit: Load

    /// How many records and bytes.
    struct Load: Sendable, Hashable {
        var records: Int
        var bytes: Int

        fileprivate var word: UInt64 { UInt64(records) << 40 &+ UInt64(bytes) }

        fileprivate init(word: UInt64) {
            records = Int(word >> 40)
            bytes = Int(word & (1 << 40 - 1))
        }

        init(records: Int, bytes: Int) {
            self.records = records
            self.bytes = bytes
        }
    }

    init(limit: Load) {
        self.limit = limit
    }

    /// What is on its way.
    var inFlight: Load {
        // Taken in this order, `done` can't be ahead of `sent`.
        let done = done.load(ordering: .sequentiallyConsistent)
        return Load(word: sent.load(ordering: .sequentiallyConsistent) &- done)
    }

    var isClosed: Bool { closed.load(ordering: .sequentiallyConsistent) }

    /// Calls into the client that have not returned. A record may have its report before its call is over, so that the
    /// client must outlive both.
    var callsUnderWay: Int {
        let returned = returned.load(ordering: .acquiring)
        let records = Load(word: sent.load(ordering: .sequentiallyConsistent) &- returned).records
        return records + calls.load(ordering: .acquiring)
    }

    /// The call for a record that was let in has returned, or will not be made.
    func callReturned(_ load: Load) {
        returned.wrappingAdd(load.word, ordering: .releasing)
    }

    /// Before a call that is not for a record; false, and then there must be none, when the gate is closed.
    func beginCall() -> Bool {
        calls.wrappingAdd(1, ordering: .sequentiallyConsistent)
        if !isClosed { return true }
        endCall()
        return false
    }

    func endCall() {
        calls.wrappingSubtract(1, ordering: .releasing)
    }

    /// Gives back what was let in and is not sent.
    func turnBack(_ load: Load) {
        callReturned(load)
        leave(load)
    }

    /// Takes room if there is some and nobody waits for it.
    ///
    /// Threads that look at the same moment may exceed the bound by a record each.
    func tryEnter(_ load: Load) -> Bool {
        guard waiting.load(ordering: .relaxed) == 0 else { return false }
        // Most of the time there is room even if nothing was done since the last look.
        let atMost = Load(word: sent.load(ordering: .relaxed) &- lastDone.load(ordering: .relaxed))
        guard fits(load, beside: atMost) || fits(load) else { return false }
        sent.wrappingAdd(load.word, ordering: .sequentiallyConsistent)
        return true
    }

    /// The same, and not if the gate is closed. Whoever closes it meanwhile waits until this is given back.
    func tryEnterOpen(_ load: Load) -> Bool {
        guard tryEnter(load) else { return false }
        if !isClosed { return true }
        turnBack(load)
        return false
    }

    /// Gives room back, and lets in who waits for it.
    func leave(_ load: Load) {
        done.wrappingAdd(load.word, ordering: .sequentiallyConsistent)
        if waiting.load(ordering: .sequentiallyConsistent) > 0 { admitWaiters() }
    }

    /// Joins the queue for room, or takes it if there is some after all. The id is one from `makeWaiterID()`.
    func wait(_ id: WaiterQueue.ID, _ load: Load, _ continuation: Resumption<Admission>) {
        let ended: Admission? = waiters.withLock { queue in
            if isClosed { return .closed }
            // Counted before the look: a report that comes after the look sees the waiter.
            waiting.wrappingAdd(1, ordering: .sequentiallyConsistent)
            if !queue.isEmpty || !fits(load) {
                if queue.append(id, load, continuation) { return nil }
                waiting.wrappingSubtract(1, ordering: .sequentiallyConsistent)
                return .cancelled
            }
            sent.wrappingAdd(load.word, ordering: .sequentiallyConsistent)
            waiting.wrappingSubtract(1, ordering: .sequentiallyConsistent)
            return .granted
        }
        if let ended { continuation.resume(returning: ended) }
    }

    func makeWaiterID() -> WaiterQueue.ID {
        waiters.withLock { $0.makeID() }
    }

    /// Ends one wait, which may not have begun yet.
    func abandon(_ id: WaiterQueue.ID, _ reason: Admission) {
        let continuation = waiters.withLock { queue -> Resumption<Admission>? in
            guard let continuation = queue.remove(id) else { return nil }
            waiting.wrappingSubtract(1, ordering: .sequentiallyConsistent)
            return continuation
        }
        continuation?.resume(returning: reason)
        // Who was behind it may be small enough for the room there is.
        if continuation != nil { admitWaiters() }
    }

    /// Forgets a wait that is over.
    func forget(_ id: WaiterQueue.ID) {
        waiters.withLock { $0.forget(id) }
    }

    /// Lets nobody in any more; who waits is told.
    func close() {
        let all = waiters.withLock { queue -> [Resumption<Admission>] in
            closed.store(true, ordering: .sequentiallyConsistent)
            let all = queue.removeAll()
            waiting.wrappingSubtract(all.count, ordering: .sequentiallyConsistent)
            return all
        }
        for continuation in all { continuation.resume(returning: .closed) }
    }

    private func admitWaiters() {
        let admitted = waiters.withLock { queue -> [Resumption<Admission>] in
            var admitted: [Resumption<Admission>] = []
            while let first = queue.first, fits(first) {
                guard let continuation = queue.removeFirst() else { break }
                sent.wrappingAdd(first.word, ordering: .sequentiallyConsistent)
                waiting.wrappingSubtract(1, ordering: .sequentiallyConsistent)
                admitted.append(continuation)
            }
            return admitted
        }
        for continuation in admitted { continuation.resume(returning: .granted) }
    }

    private func fits(_ load: Load) -> Bool {
        // Taken in this order, `done` can't be ahead of `sent`.
        let done = done.load(ordering: .sequentiallyConsistent)
        lastDone.store(done, ordering: .relaxed)
        return fits(load, beside: Load(word: sent.load(ordering: .sequentiallyConsistent) &- done))
    }

    /// A load larger than the bound is let in alone.
    private func fits(_ load: Load, beside now: Load) -> Bool {
        now.records == 0
            || (now.records + load.records <= limit.records && now.bytes + load.bytes <= limit.bytes)
    }
}
