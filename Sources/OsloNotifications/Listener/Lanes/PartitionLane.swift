// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// One partition of ``PartitionLanes``: the records that wait in it, and what its tasks are at.
struct PartitionLane {
    private(set) var waiting: [PartitionSlice] = []
    private(set) var waitingLoad = RecordLoad()
    /// What its task is at.
    var working = RecordLoad()
    var isRunning = false
    /// Whether a task of its own goes on reading it.
    var isReadingOn = false
    let closing = ClosingFlag()
    let progress = LaneProgress()
    /// How many it had done when somebody began to wait for room.
    var doneBefore = -1
    var parking = Parking.reading
    /// How many records it was given since it was opened.
    private(set) var added = 0
    /// How many were dropped of what is read again.
    private(set) var dropped = 0
    /// The partition came back while its last record was still being handled: what waits is of the new assignment.
    var isReopened = false
    /// It had nothing to do when room was made, and got nothing since.
    var isServed = false
    /// Those who wait for the end of the lane's tasks.
    var waiters: [PartitionLanes.Waiter] = []

    init() {}

    /// The lane of the new assignment, when that of the one before has ended.
    init(reopening old: PartitionLane) {
        waiting = old.waiting
        waitingLoad = old.waitingLoad
        parking = old.parking
        dropped = old.dropped
        added = waitingLoad.count
        isRunning = !waiting.isEmpty
    }

    /// How many records were read and are not done, those that are read again included.
    var pending: Int { max(0, added - progress.done) + dropped }

    /// Whether its partition is the listener's.
    var isOpen: Bool { !closing.isSet || isReopened }

    var isBusy: Bool { isRunning || isReadingOn }

    var demand: RoomSharing.Demand {
        RoomSharing.Demand(
            count: waitingLoad.count + working.count, isParked: parking.isParked, isServed: isServed)
    }

    mutating func add(_ slice: PartitionSlice) {
        added += slice.count
        waitingLoad += slice.load
        waiting.append(slice)
        isServed = false
    }

    /// The next records, of one slice and at most so many, and whether that has no more.
    mutating func take(_ maximumCount: Int) -> (slice: PartitionSlice, isLast: Bool)? {
        guard let first = waiting.first else { return nil }
        let piece: PartitionSlice
        if first.count > maximumCount {
            let (head, tail) = first.split(at: maximumCount)
            piece = head
            waiting[0] = tail
        } else {
            piece = first
            waiting.removeFirst()
        }
        working = piece.load
        waitingLoad -= working
        return (piece, piece.count == first.count)
    }

    /// Drops all that waits, for good; how much that was.
    mutating func dropAll() -> RecordLoad {
        let all = waitingLoad
        added -= all.count
        waiting = []
        waitingLoad = RecordLoad()
        parking = .reading
        dropped = 0
        return all
    }

    /// Drops what is above its share, and all when there is none.
    ///
    /// - Returns: how much that was, and whether its partition is to be paused for it; nil when that is nothing, or can't
    ///   be.
    mutating func park(keeping share: RecordLoad?) -> (dropped: RecordLoad, begins: Bool)? {
        guard isOpen, !waiting.isEmpty, parking.canDrop else { return nil }
        let before = waiting
        let all = waitingLoad
        if let share {
            guard (waitingLoad + working).exceeds(share) else { return nil }
            waiting = Self.prefix(of: before, share - working, isEmptyAllowed: working.count > 0)
        } else {
            waiting = []
        }
        waitingLoad = waiting.reduce(into: RecordLoad()) { $0 += $1.load }
        guard let first = Self.firstOffset(of: before, after: waitingLoad.count) else { return nil }
        let rest = all - waitingLoad
        added -= rest.count
        dropped += rest.count
        return (rest, parking.drop(from: first, kept: waitingLoad.count))
    }

    /// Where to read on, if it is paused and has done most of what was kept.
    mutating func takeReadOn() -> Int64? {
        guard !closing.isSet, parking.isToBeReadOn(waiting: waitingLoad.count, isIdle: working.count == 0),
            let offset = parking.start
        else { return nil }
        parking = .readingOn
        isReadingOn = true
        return offset
    }

    /// What comes next is what was dropped: it takes records again. False when it is to be given up.
    mutating func isBack() -> Bool {
        guard !closing.isSet, case .readingOn = parking else { return false }
        parking = .reading
        dropped = 0
        isServed = false
        // Whoever waits for room now has not seen it stand still.
        doneBefore = -1
        return true
    }

    /// The first records that take no more than so much.
    private static func prefix(
        of slices: [PartitionSlice], _ room: RecordLoad, isEmptyAllowed: Bool
    ) -> [PartitionSlice] {
        var kept: [PartitionSlice] = []
        var left = room
        for slice in slices {
            var count = slice.count(fitting: left)
            if count == 0, kept.isEmpty, !isEmptyAllowed { count = 1 }
            if count > 0 { kept.append(slice.split(at: count).head) }
            guard count == slice.count else { break }
            left -= slice.load
        }
        return kept
    }

    /// The offset of the record that follows so many.
    private static func firstOffset(of slices: [PartitionSlice], after count: Int) -> Int64? {
        var left = count
        for slice in slices {
            if left < slice.count { return slice.split(at: left).tail.firstOffset }
            left -= slice.count
        }
        return nil
    }
}
