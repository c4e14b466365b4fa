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
        let byteCount: Int
        /// Nil when it is done.
        var record: (any InboundRecord)?
        var state = State.waiting
        var attempts = 0
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
    private(set) var parking = Parking.reading
    /// What it stands still with takes no room.
    private var isStanding = false
    /// What goes on reading it is under way.
    private(set) var isReadingOn = false
    /// It had nothing when room was made, and got nothing since.
    var isServed = false
    private var bytes = 0
    /// How many were dropped of what is read again.
    private var dropped = 0
    /// How many were done without a gap, and how many that had been when somebody began to wait for room.
    private var doneCount = 0
    private var doneBefore = -1
    private(set) var held = 0
    private(set) var out = 0
    var isReady = false
    /// Those who wait for its end.
    var waiters: [DeliveryQueue.Waiter] = []
    /// The partition came back before what was taken of it was acknowledged.
    private(set) var successor: Successor?

    init(generation: UInt64) {
        self.generation = generation
    }

    /// The lane of the new assignment, when that of the one before has ended.
    init(generation: UInt64, _ successor: Successor) {
        self.generation = generation
        _ = add(successor.records)
        parking = successor.parking
    }

    var count: Int { entries.count - head }

    /// How many were read and are not done, those that are read again included.
    var pending: Int { count + dropped }

    /// How much of the queue's room it takes.
    var load: RecordLoad {
        (isStanding ? RecordLoad() : RecordLoad(count: count, bytes: bytes)) + (successor?.load ?? RecordLoad())
    }

    /// Whether its partition is the listener's.
    var isOpen: Bool { !isClosing || successor != nil }

    var demand: RoomSharing.Demand {
        RoomSharing.Demand(
            count: isClosing ? successor?.load.count ?? 0 : count,
            isParked: isClosing ? successor?.parking.isParked ?? false : parking.isParked, isServed: isServed)
    }

    var isClosing: Bool { closing.isSet }

    /// Whether it is closed, and nothing of it is under way any more.
    var isOver: Bool { isClosing && out == 0 && held == 0 && !isReadingOn }

    var canGive: Bool { !isClosing && (!again.isEmpty || (held == 0 && (!back.isEmpty || fresh < entries.count))) }

    /// False when it is closed, and the partition has not come back, and when it is read again later.
    mutating func add(_ records: [any InboundRecord]) -> Bool {
        if isClosing { return successor?.add(records) ?? false }
        guard !parking.isParked else { return false }
        isServed = false
        for record in records {
            let byteCount = record.byteCount
            bytes += byteCount
            entries.append(Entry(offset: record.offset, byteCount: byteCount, record: record))
        }
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
        bytes -= entries[index].byteCount
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
        parking = .reading
        dropped = 0
        isStanding = false
        successor = nil
        while entries.count > head, entries.last?.state == .waiting { dropLast() }
        fresh = min(fresh, entries.count)
    }

    /// The partition has come back.
    mutating func reopen() {
        if isClosing, successor == nil { successor = Successor() }
    }

    private mutating func dropLast() {
        if let last = entries.popLast() { bytes -= last.byteCount }
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

    /// Drops what was not given out, if nothing was done without a gap since somebody began to wait for room, and counts
    /// it no more. Whether its partition is to be paused; nil when it does not stand still.
    mutating func park() -> Bool? {
        guard doneCount == doneBefore else { return nil }
        if isClosing { return successor?.park(keeping: 0) }
        guard !canGive, !isStanding, count > 0, let begins = drop(keeping: 0) else { return nil }
        isStanding = true
        return begins
    }

    /// Drops what is above its share of what was not given out. Whether its partition is to be paused; nil when that is
    /// nothing.
    mutating func park(keeping share: RecordLoad) -> Bool? {
        if isClosing {
            guard let successor, successor.load.exceeds(share) else { return nil }
            return self.successor?.park(keeping: share.count)
        }
        guard !isStanding, load.exceeds(share) else { return nil }
        let waiting = entries[fresh...].reduce(0) { $0 + $1.byteCount }
        var left = share - RecordLoad(count: fresh - head, bytes: bytes - waiting)
        var kept = 0
        for entry in entries[fresh...] {
            guard left.count > 0, left.bytes >= entry.byteCount || kept + fresh == head else { break }
            left -= RecordLoad(count: 1, bytes: entry.byteCount)
            kept += 1
        }
        // What was taken is not its own to drop.
        guard kept > 0, kept < entries.count - fresh else { return nil }
        return drop(keeping: kept)
    }

    private mutating func drop(keeping kept: Int) -> Bool? {
        guard parking.canDrop, let last = entries.last else { return nil }
        let isAny = fresh + kept < entries.count
        let offset = isAny ? entries[fresh + kept].offset : parking.start ?? last.offset + 1
        dropped += entries.count - fresh - kept
        while entries.count > fresh + kept { dropLast() }
        return parking.drop(from: offset, kept: kept)
    }

    /// Its partition, which was parked, is paused. False when it is not parked any more.
    mutating func paused() -> Bool {
        isClosing ? successor?.paused() ?? false : parking.pause()
    }

    /// Whether it is paused, and most of what was kept is given out, or all is done.
    var isToBeReadOn: Bool {
        !isClosing && parking.isToBeReadOn(waiting: entries.count - fresh, isIdle: count == 0)
    }

    /// Where to read on, when that is due.
    mutating func readOn() -> Int64? {
        guard isToBeReadOn, let offset = parking.start else { return nil }
        parking = .readingOn
        isReadingOn = true
        return offset
    }

    /// What reads it on has ended, whether it could or not.
    mutating func endReadingOn() {
        isReadingOn = false
    }

    /// What comes next is what was dropped: it takes records again. False when it is to be given up.
    mutating func isBack() -> Bool {
        guard !isClosing, case .readingOn = parking else { return false }
        parking = .reading
        dropped = 0
        isStanding = false
        isServed = false
        doneBefore = -1
        return true
    }
}
