// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// One partition of a ``DeliveryQueue``: its records in the order of their offsets, from the first that is not done.
struct DeliveryLane {
    private enum State {
        case waiting
        case out
        /// It waits for its next attempt.
        case pausing
        /// It is being moved away.
        case held
        case done
    }

    private struct Entry {
        let offset: Int64
        /// Nil when it is done.
        var record: (any InboundRecord)?
        var state = State.waiting
        var attempts = 0
    }

    /// A lane that kept others from room: what waited in it was dropped, and is read again from there when all of it that
    /// was given out is done.
    private enum Parking {
        /// Its partition is not paused yet.
        case begun(from: Int64)
        case paused(from: Int64)
        /// All of it is done, and what was dropped does not come yet.
        case readingOn
    }

    let generation: UInt64
    /// Tells what looks after its records that the partition is to be given up.
    let closing = ClosingFlag()
    private var entries: [Entry] = []
    /// Those before it are done, and wait for being removed.
    private var head = 0
    /// The first that was never given out.
    private var fresh = 0
    /// Those that are to be given out again, in order.
    private var again: [Int64] = []
    /// Those that were put back, in order: they come before those that were never given out, after those that are held.
    private var back: [Int64] = []
    private var parking: Parking?
    /// How many were done without a gap, and how many that had been when somebody began to wait for room.
    private var doneCount = 0
    private var doneBefore = -1
    private(set) var held = 0
    private(set) var out = 0
    var isReady = false
    /// Those who wait for its end.
    var waiters: [DeliveryQueue.Waiter] = []
    /// The partition came back before what was taken of it was acknowledged: the records of the new assignment.
    var successors: [any InboundRecord]?

    init(generation: UInt64) {
        self.generation = generation
    }

    var count: Int { entries.count - head }

    /// How much of the queue's room it takes.
    var weight: Int { (parking == nil ? count : 0) + (successors?.count ?? 0) }

    var isClosing: Bool { closing.isSet }

    /// Whether it is closed, and nothing of it is under way any more.
    var isOver: Bool { isClosing && out == 0 && held == 0 }

    var canGive: Bool { !isClosing && (!again.isEmpty || (held == 0 && (!back.isEmpty || fresh < entries.count))) }

    /// False when it is closed, and the partition has not come back, and when it is read again later.
    mutating func add(_ records: [any InboundRecord]) -> Bool {
        guard !isClosing else {
            successors?.append(contentsOf: records)
            return successors != nil
        }
        guard parking == nil else { return false }
        entries.append(contentsOf: records.map { Entry(offset: $0.offset, record: $0) })
        return true
    }

    mutating func take() -> (record: any InboundRecord, attempt: Int)? {
        guard canGive else { return nil }
        let index: Int
        if let known = takeKnown() {
            index = known
        } else {
            index = fresh
            fresh += 1
        }
        guard let record = entries[index].record else { return nil }
        entries[index].state = .out
        entries[index].attempts += 1
        out += 1
        return (record, entries[index].attempts)
    }

    /// The place of the first of those that were given out before and can be given out now.
    private mutating func takeKnown() -> Int? {
        let put = held == 0 ? back.first : nil
        if let offset = again.first, offset < put ?? .max {
            again.removeFirst()
            return place(of: offset)
        }
        guard let put else { return nil }
        back.removeFirst()
        return place(of: put)
    }

    /// The offset up to which all is done now, if that has changed.
    mutating func done(_ offset: Int64) -> Int64? {
        guard let index = place(of: offset), entries[index].state != .done else { return nil }
        leave(index)
        entries[index].state = .done
        entries[index].record = nil
        let first = head
        while head < entries.count, entries[head].state == .done { head += 1 }
        guard head > first else { return nil }
        doneCount += head - first
        let next = entries[head - 1].offset + 1
        if head >= 256, head * 2 >= entries.count {
            entries.removeFirst(head)
            fresh -= head
            head = 0
        }
        return next
    }

    /// - Parameter isPause: whether it only waits for its next attempt, which the lane's closing ends at once.
    mutating func hold(_ offset: Int64, isPause: Bool) -> Bool {
        guard let index = place(of: offset), entries[index].state == .out else { return false }
        leave(index)
        entries[index].state = isPause ? .pausing : .held
        held += 1
        return true
    }

    mutating func release(_ offset: Int64) {
        guard let index = place(of: offset), [.pausing, .held].contains(entries[index].state) else { return }
        leave(index)
        entries[index].state = .waiting
        if !isClosing { again.insert(offset, at: again.firstIndex { $0 > offset } ?? again.count) }
    }

    /// A record that was taken is to be given out again as though it had not been, after those before it that are held.
    mutating func putBack(_ offset: Int64) {
        guard let index = place(of: offset), entries[index].state == .out else { return }
        leave(index)
        entries[index].state = .waiting
        entries[index].attempts -= 1
        if !isClosing { back.insert(offset, at: back.lastIndex { $0 < offset }.map { $0 + 1 } ?? 0) }
    }

    /// What was taken may still be acknowledged; what was not, and what waits for its next attempt, comes again by itself.
    mutating func close() {
        closing.set()
        releaseAll { $0 == .pausing }
        again = []
        back = []
        parking = nil
        successors = nil
        while entries.count > head, entries.last?.state == .waiting { entries.removeLast() }
        fresh = min(fresh, entries.count)
    }

    /// Nothing is waited for any more.
    mutating func end() {
        releaseAll { $0 == .pausing || $0 == .held }
    }

    private mutating func releaseAll(_ isMeant: (State) -> Bool) {
        for index in entries.indices where isMeant(entries[index].state) {
            leave(index)
            entries[index].state = .waiting
        }
    }

    private mutating func leave(_ index: Int) {
        switch entries[index].state {
        case .out: out -= 1
        case .pausing, .held: held -= 1
        case .waiting, .done: break
        }
    }

    private func place(of offset: Int64) -> Int? {
        var (low, high) = (head, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].offset < offset { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].offset == offset ? low : nil
    }
}

extension DeliveryLane {
    /// Somebody begins to wait for room.
    mutating func noteProgress() {
        doneBefore = doneCount
    }

    /// Drops what was not given out, if nothing was done without a gap since somebody began to wait for room. True when
    /// its partition is to be paused; then it takes no room any more.
    mutating func park() -> Bool {
        guard !isClosing, parking == nil, !canGive, doneCount == doneBefore, count > 0, let last = entries.last else {
            return false
        }
        parking = .begun(from: fresh < entries.count ? entries[fresh].offset : last.offset + 1)
        entries.removeLast(entries.count - fresh)
        return true
    }

    /// Its partition, which was parked, is paused.
    mutating func paused() {
        if case .begun(let offset) = parking { parking = .paused(from: offset) }
    }

    /// Where to read on, when all of a paused lane is done.
    mutating func readOn() -> Int64? {
        guard case .paused(let offset) = parking, count == 0 else { return nil }
        parking = .readingOn
        return offset
    }

    /// What comes next is what was dropped: it takes records again. False when it is to be given up.
    mutating func isBack() -> Bool {
        guard !isClosing, case .readingOn = parking else { return false }
        parking = nil
        return true
    }
}
