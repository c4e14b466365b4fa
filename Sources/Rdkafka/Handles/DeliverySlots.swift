// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// The slots of all awaited sends of a producer: a free list without a lock, over memory that never moves.
@safe
final class DeliverySlots: @unchecked Sendable {
    // The directory and the slots are reached only through numbers that the free list published.
    private let directory: UnsafeMutablePointer<DeliverySlotChunk?>
    private let padding = PaddedCacheLine()
    /// The first free slot's number, and above it a count that makes each head unlike all before.
    private let head = Atomic<UInt64>(0)
    private let morePadding = PaddedCacheLine()
    private let chunkCount = Lock(0)

    private static let chunkSize = DeliverySlotChunk.size
    private static let maxChunks = 4096

    init() {
        unsafe directory = .allocate(capacity: Self.maxChunks)
        unsafe directory.initialize(repeating: nil, count: Self.maxChunks)
    }

    deinit {
        for chunk in 0..<chunkCount.withLock({ $0 }) { unsafe directory[chunk]?.deallocate() }
        unsafe directory.deallocate()
    }

    /// The slot of that number, which starts at 1.
    subscript(number: UInt32) -> DeliverySlotReference? {
        let index = Int(number) - 1
        guard index >= 0, index < Self.maxChunks * Self.chunkSize, let chunk = unsafe directory[index / Self.chunkSize]
        else { return nil }
        return unsafe DeliverySlotReference(number: number, slot: chunk.slots + index % Self.chunkSize)
    }

    /// A free slot; nil when two million are in use.
    func acquire() -> DeliverySlotReference? {
        while true {
            let old = head.load(ordering: .acquiring)
            guard let free = self[UInt32(truncatingIfNeeded: old)] else {
                guard grow() else { return nil }
                continue
            }
            let next = unsafe UInt64(free.slot.pointee.link.load(ordering: .relaxed))
            if replaceHead(old, next) { return free }
        }
    }

    func release(_ free: DeliverySlotReference) {
        unsafe free.slot.pointee.continuation = nil
        if unsafe free.slot.pointee.receiver != nil {
            unsafe free.slot.pointee.outcomes = nil
            unsafe free.slot.pointee.receiver = nil
        }
        push(free)
    }

    /// Ends all waits for reports, which may come late or never: for an end that does not wait for them. A report finds
    /// its slot as after a cancellation. Nothing may be sent after it, but what is being sent just now may be missed, so
    /// that it has to be called again.
    func abandonAll() {
        for number in 0..<chunkCount.withLock({ $0 * Self.chunkSize }) { self[UInt32(number + 1)]?.abandon() }
    }

    /// Wakes the tasks that have been waiting since the last time. Returns how many slots it looked at, which are those
    /// where tasks have waited since then, and their neighbours.
    func sweep() -> Int {
        var count = 0
        for chunk in 0..<chunkCount.withLock({ $0 }) { unsafe count += directory[chunk]?.sweep() ?? 0 }
        return count
    }

    /// Brings an outcome to the task that waits for it; of records that are awaited together, that all have theirs.
    func settle(_ reported: DeliverySlotReference, _ outcome: DeliveryOutcome) {
        switch unsafe reported.slot.pointee.state.settle({ unsafe reported.slot.pointee.outcome = outcome }) {
        case .resume: unsafe reported.slot.pointee.continuation?.resume()
        case .keep, .leave: break
        case .free: release(reported)
        }
    }

    private func push(_ free: DeliverySlotReference) {
        while true {
            let old = head.load(ordering: .relaxed)
            unsafe free.slot.pointee.link.store(UInt32(truncatingIfNeeded: old), ordering: .relaxed)
            if replaceHead(old, UInt64(free.number)) { return }
        }
    }

    private func replaceHead(_ old: UInt64, _ number: UInt64) -> Bool {
        let count = (old >> 32) &+ 1
        return head.compareExchange(
            expected: old, desired: count << 32 | number, ordering: .acquiringAndReleasing
        ).exchanged
    }

    private func grow() -> Bool {
        let chunk = chunkCount.withLock { count -> Int? in
            guard count < Self.maxChunks else { return nil }
            unsafe directory[count] = DeliverySlotChunk()
            count += 1
            return count - 1
        }
        guard let chunk else { return false }
        for index in (0..<Self.chunkSize).reversed() {
            if let free = self[UInt32(chunk * Self.chunkSize + index + 1)] { push(free) }
        }
        return true
    }
}
