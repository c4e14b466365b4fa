// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The records that wait or are being handled, a lane for each partition: in a lane one after the other, lanes beside
/// each other.
struct PartitionLanes: ~Copyable {
    typealias Waiter = UnsafeContinuation<Void, Never>

    /// What a lane's task works on, what it reports its progress to, and the flag that ends it early.
    struct Work: Sendable {
        let slice: PartitionSlice
        let closing: ClosingFlag
        let progress: LaneProgress
    }

    /// What a lane's task does next.
    enum Step: Sendable {
        case work(Work)
        /// The partition was parked, and is to be read on from there unless the flag is set.
        case readOn(from: Int64, ClosingFlag)

        var work: Work? {
            guard case .work(let work) = self else { return nil }
            return work
        }
    }

    /// A lane that stood still while there was no room: what waited in it was dropped, and is read again from there. It
    /// takes no records until then, so that none is handled, and no offset stored, past those.
    private enum Parking {
        /// It is not paused yet.
        case begun(from: Int64)
        case paused(from: Int64)
        /// Its task goes back there.
        case readingOn
    }

    private struct Lane {
        var waiting: [PartitionSlice] = []
        var isRunning = false
        let closing = ClosingFlag()
        let progress = LaneProgress()
        /// How many it had done when there was no room.
        var doneBefore = -1
        var parking: Parking?
        /// How many records it was given since it was opened.
        var added = 0
        /// The partition came back while its last record was still being handled: what waits is of the new assignment.
        var isReopened = false
        /// Those who wait for the lane's task to end.
        var waiters: [Waiter] = []
    }

    private var lanes: [TopicPartition: Lane] = [:]
    /// How many records wait or are being handled.
    private(set) var outstanding = 0
    private var room = RoomWaiter()
    /// Whether nobody is to wait for room any more.
    private(set) var isOver = false
    private let limit: Int

    /// Lanes with room for about `limit` records in all.
    init(limit: Int) {
        self.limit = limit
    }

    /// How many records of each partition are not done.
    var pending: [TopicPartition: Int] {
        lanes.mapValues { max(0, $0.added - $0.progress.done) }
    }

    /// How many lanes handle a record.
    var running: Int { lanes.values.count { $0.isRunning } }

    /// The partition is the listener's from now on.
    mutating func open(_ partition: TopicPartition) {
        var lane = lanes[partition] ?? Lane()
        lane.isReopened = lane.closing.isSet
        lanes[partition] = lane
    }

    /// Records came; those of a partition that is not the listener's, or that is read again later, are dropped. True when
    /// a task has to be started for their lane.
    ///
    /// - Parameter isCurrent: whether the partition has been the listener's all the time since they were read. One that
    ///   has gone and come back is read again from before them, and its lane is of the new assignment.
    mutating func add(_ slice: PartitionSlice, isCurrent: Bool = true) -> Bool {
        guard isCurrent, var lane = lanes[slice.partition], !lane.closing.isSet || lane.isReopened, lane.parking == nil
        else { return false }
        let starts = !lane.isRunning
        outstanding += slice.count
        lane.added += slice.count
        lane.waiting.append(slice)
        lane.isRunning = true
        lanes[slice.partition] = lane
        return starts
    }

    /// What a lane's task does next; nil ends it.
    mutating func next(_ partition: TopicPartition) -> Step? {
        guard var lane = lanes[partition], !lane.closing.isSet else { return nil }
        defer { lanes[partition] = lane }
        if !lane.waiting.isEmpty {
            return .work(
                Work(slice: lane.waiting.removeFirst(), closing: lane.closing, progress: lane.progress))
        }
        if case .paused(let offset) = lane.parking {
            lane.parking = .readingOn
            return .readOn(from: offset, lane.closing)
        }
        return nil
    }

    /// A slice was handled, as far as it was. Who waits for room is to be resumed.
    mutating func finished(_ slice: PartitionSlice) -> Waiter? {
        outstanding -= slice.count
        return takeRoomWaiter()
    }

    /// A lane's task found nothing to do. True when it may end; false when something came meanwhile.
    mutating func end(_ partition: TopicPartition) -> (isOver: Bool, waiters: [Waiter]) {
        guard var lane = lanes[partition] else { return (true, []) }
        if lane.closing.isSet {
            var next: Lane?
            if lane.isReopened { next = Lane(waiting: lane.waiting, isRunning: !lane.waiting.isEmpty) }
            next?.added = lane.waiting.reduce(0) { $0 + $1.count }
            lanes[partition] = next
            return (next?.isRunning != true, lane.waiters)
        }
        guard lane.waiting.isEmpty else { return (false, []) }
        if case .paused = lane.parking { return (false, []) }
        lane.isRunning = false
        lanes[partition] = lane
        return (true, [])
    }

    /// Whether more may be read.
    var hasRoom: Bool { outstanding < limit }

    /// Waits for room. The number of this wait; nil when there is some, or when that doesn't matter any more.
    mutating func wait(forRoom waiter: Waiter) -> Int? {
        guard !hasRoom, !isOver else { return nil }
        for (partition, lane) in lanes { lanes[partition]?.doneBefore = lane.progress.done }
        return room.begin(waiter)
    }

    /// Who waits for room has waited long enough to look why there is none, unless that wait is over.
    mutating func stopWaiting(_ number: Int) -> Waiter? {
        room.end(number)
    }

    /// Nobody waits for room any more.
    mutating func stop() -> Waiter? {
        isOver = true
        return room.end()
    }

    /// Where there is still no room: makes some in the lanes that have done nothing since it was waited for, by dropping
    /// what waits in them. Their partitions are to be paused, and are read again from there when the lane goes on.
    mutating func park() -> [TopicPartition] {
        guard !hasRoom, !isOver else { return [] }
        var parked: [TopicPartition] = []
        for (partition, var lane) in lanes {
            guard lane.isRunning, !lane.closing.isSet, lane.parking == nil, lane.progress.done == lane.doneBefore,
                let first = lane.waiting.first
            else { continue }
            let count = lane.waiting.reduce(0) { $0 + $1.count }
            outstanding -= count
            lane.added -= count
            lane.waiting = []
            lane.parking = .begun(from: first.firstOffset)
            lanes[partition] = lane
            parked.append(partition)
        }
        return parked
    }

    /// Partitions that were parked are paused.
    ///
    /// - Returns: those of them for whose lanes a task has to be started, because they have nothing else to do than to
    ///   read on; and those that are not parked any more, because they were given up meanwhile.
    mutating func paused(_ partitions: [TopicPartition]) -> (idle: [TopicPartition], gone: [TopicPartition]) {
        var (idle, gone): ([TopicPartition], [TopicPartition]) = ([], [])
        for partition in partitions {
            guard var lane = lanes[partition], case .begun(let offset) = lane.parking else {
                gone.append(partition)
                continue
            }
            lane.parking = .paused(from: offset)
            if !lane.isRunning { idle.append(partition) }
            lane.isRunning = true
            lanes[partition] = lane
        }
        return (idle, gone)
    }

    /// What comes next of a partition that was parked is what was dropped. False when it was given up meanwhile, as its
    /// flag of that time tells.
    mutating func isBack(_ partition: TopicPartition, _ closing: ClosingFlag) -> Bool {
        guard var lane = lanes[partition], lane.closing === closing, !closing.isSet, case .readingOn = lane.parking
        else { return false }
        lane.parking = nil
        // Whoever waits for room now has not seen it stand still.
        lane.doneBefore = -1
        lanes[partition] = lane
        return true
    }

    /// Partitions are to be given up: what waits is dropped, what runs ends after its current record. Who waits for room
    /// is to be resumed.
    mutating func close(_ partitions: [TopicPartition]) -> Waiter? {
        for partition in partitions {
            guard var lane = lanes[partition] else { continue }
            outstanding -= lane.waiting.reduce(0) { $0 + $1.count }
            lane.waiting = []
            lane.parking = nil
            lane.closing.set()
            lane.isReopened = false
            lanes[partition] = lane.isRunning ? lane : nil
        }
        return takeRoomWaiter()
    }

    /// Waits for the end of what runs in a partition that was closed; false when nothing does, or when it has ended and
    /// what runs is of a new assignment.
    mutating func wait(forEndOf partition: TopicPartition, _ waiter: Waiter) -> Bool {
        guard let lane = lanes[partition], lane.closing.isSet, lane.isRunning else { return false }
        lanes[partition]?.waiters.append(waiter)
        return true
    }

    /// A lane's task ended with an error. What waits is dropped and what comes is refused until the partition is given
    /// up, because what comes next must not be handled before what could not be.
    ///
    /// - Returns: who waits for room, and for the lane's end, and is to be resumed.
    mutating func fail(_ partition: TopicPartition) -> [Waiter] {
        guard var lane = lanes[partition] else { return [] }
        outstanding -= lane.waiting.reduce(0) { $0 + $1.count }
        lane.waiting = []
        lane.isRunning = false
        lane.closing.set()
        let waiters = lane.waiters
        lane.waiters = []
        lanes[partition] = lane
        return waiters + (takeRoomWaiter().map { [$0] } ?? [])
    }

    private mutating func takeRoomWaiter() -> Waiter? {
        hasRoom ? room.end() : nil
    }
}
