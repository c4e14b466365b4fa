// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// Some slots of a producer, which never move, and before them a mark for every few of them: whether a task has waited
/// there since the last sweep, which looks at no others.
@safe
struct DeliverySlotChunk: @unchecked Sendable {
    // Its slots' table frees it, when nobody can reach them any more.
    let slots: UnsafeMutablePointer<DeliverySlot>

    static let size = 512
    private static let lineSize = 64
    private static let slotsPerMark = size / lineSize

    init() {
        // Marks fill a cache line, and so does each slot.
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: Self.lineSize + Self.size * MemoryLayout<DeliverySlot>.stride, alignment: Self.lineSize)
        let marks = unsafe memory.bindMemory(to: Atomic<Bool>.self, capacity: Self.lineSize)
        unsafe slots = (memory + Self.lineSize).bindMemory(to: DeliverySlot.self, capacity: Self.size)
        for index in 0..<Self.lineSize { unsafe (marks + index).initialize(to: Atomic(false)) }
        for index in 0..<Self.size { unsafe (slots + index).initialize(to: DeliverySlot()) }
    }

    func deallocate() {
        unsafe slots.deinitialize(count: Self.size)
        unsafe (UnsafeMutableRawPointer(slots) - Self.lineSize).deallocate()
    }

    /// A task waits at the slot. Marked after that: a sweep that takes the mark away comes by after it.
    @inline(__always)
    static func mark(_ armed: DeliverySlotReference) {
        let index = Int(armed.number - 1) % size
        let mark = unsafe Self.mark(of: index, armed.slot - index)
        // Most of the time it is there, and its cache line is only read.
        if unsafe !mark.pointee.load(ordering: .sequentiallyConsistent) {
            unsafe mark.pointee.store(true, ordering: .sequentiallyConsistent)
        }
    }

    /// Wakes the tasks that have been waiting since the last time. Returns how many slots it looked at.
    func sweep() -> Int {
        var count = 0
        for first in stride(from: 0, to: Self.size, by: Self.slotsPerMark) {
            let mark = unsafe Self.mark(of: first, slots)
            guard unsafe mark.pointee.load(ordering: .relaxed) else { continue }
            unsafe mark.pointee.store(false, ordering: .sequentiallyConsistent)
            count += Self.slotsPerMark
            var isWatched = false
            for index in first..<first + Self.slotsPerMark {
                unsafe DeliverySlotReference(number: 0, slot: slots + index).sweep()
                if unsafe slots[index].state.isUnderWatch { isWatched = true }
            }
            if isWatched { unsafe mark.pointee.store(true, ordering: .relaxed) }
        }
        return count
    }

    private static func mark(
        of index: Int, _ slots: UnsafeMutablePointer<DeliverySlot>
    ) -> UnsafeMutablePointer<Atomic<Bool>> {
        unsafe (UnsafeMutableRawPointer(slots) - lineSize + index / slotsPerMark)
            .assumingMemoryBound(to: Atomic<Bool>.self)
    }
}
