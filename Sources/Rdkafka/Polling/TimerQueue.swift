// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Timers by the time they are due: a binary heap. Most are taken back before they are due, which costs no search:
/// their places in the heap stay until they come to its top or are more than half of it.
struct TimerQueue: ~Copyable {
    typealias Job = @Sendable () -> Void

    /// Names a timer, so that it can be taken back.
    struct ID: Hashable, Sendable {
        fileprivate let number: UInt64
    }

    private struct Place {
        let due: ContinuousClock.Instant
        let id: ID

        /// Those that are due at the same time run in the order in which they were added.
        static func < (a: Place, b: Place) -> Bool {
            a.due == b.due ? a.id.number < b.id.number : a.due < b.due
        }
    }

    private var heap: [Place] = []
    private var jobs: [ID: (due: ContinuousClock.Instant, job: Job)] = [:]
    private var lastNumber: UInt64 = 0

    /// How much it holds, places of what was taken back included.
    var placeCount: Int { heap.count }

    /// When the first one is due.
    var firstDue: ContinuousClock.Instant? { heap.first?.due }

    /// `isFirst`: whether none is due before it.
    mutating func add(due: ContinuousClock.Instant, _ job: @escaping Job) -> (id: ID, isFirst: Bool) {
        lastNumber += 1
        let id = ID(number: lastNumber)
        jobs[id] = (due, job)
        heap.append(Place(due: due, id: id))
        rise(from: heap.count - 1)
        return (id, heap[0].id == id)
    }

    mutating func remove(_ id: ID) {
        guard jobs.removeValue(forKey: id) != nil else { return }
        if heap.count > 2 * jobs.count + 16 {
            // Sorted is a heap too.
            heap = jobs.map { Place(due: $0.value.due, id: $0.key) }.sorted(by: <)
        }
        dropRemoved()
    }

    /// Takes out what is due, in its order.
    mutating func takeDue(_ now: ContinuousClock.Instant) -> [Job] {
        var due: [Job] = []
        while let first = heap.first, first.due <= now {
            if let job = jobs.removeValue(forKey: first.id)?.job { due.append(job) }
            removeFirst()
        }
        dropRemoved()
        return due
    }

    /// The first is always one that is still to come.
    private mutating func dropRemoved() {
        while let first = heap.first, jobs[first.id] == nil { removeFirst() }
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        sink()
    }

    private mutating func rise(from index: Int) {
        var index = index
        while index > 0, heap[index] < heap[(index - 1) / 2] {
            heap.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private mutating func sink() {
        var index = 0
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2] where child < heap.count && heap[child] < heap[least] {
                least = child
            }
            guard least != index else { return }
            heap.swapAt(index, least)
            index = least
        }
    }
}
