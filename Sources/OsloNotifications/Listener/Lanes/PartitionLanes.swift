// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The records that wait or are being handled, a lane for each partition: in a lane one after the other, lanes beside
/// each other.
struct PartitionLanes: ~Copyable, RoomKeeper {
    typealias Waiter = UnsafeContinuation<Void, Never>

    /// What a lane's task works on, what it reports its progress to, and the flag that ends it early.
    struct Work: Sendable {
        let slice: PartitionSlice
        /// Whether nothing is left of the slice that it is of.
        let isLast: Bool
        let closing: ClosingFlag
        let progress: LaneProgress
    }

    /// A partition that was parked is to be read on from there, by a task of its own, unless the flag is set.
    struct ReadOn: Sendable, Equatable {
        let partition: TopicPartition
        let offset: Int64
        let closing: ClosingFlag

        static func == (left: ReadOn, right: ReadOn) -> Bool {
            left.partition == right.partition && left.offset == right.offset && left.closing === right.closing
        }
    }

    /// What a lane's task does next, if anything, and what another one has to do.
    struct Turn: Sendable {
        var work: Work?
        var readOn: ReadOn?
    }

    /// What comes of a task's end.
    struct End: Sendable {
        /// Whether the lane needs no task any more.
        var isOver = true
        var waiters: [Waiter] = []
        var readOn: ReadOn?
    }

    private var lanes: [TopicPartition: PartitionLane] = [:]
    /// What waits or is being handled.
    private(set) var load = RecordLoad()
    private var room = RoomWaiter()
    private var sharing = RoomSharing()
    /// Whether nobody is to wait for room any more.
    private(set) var isOver = false
    private let limit: RecordLoad
    private let maximumPiece: Int

    /// - Parameters:
    ///   - limit: about how much there is room for in all.
    ///   - maximumPiece: how many records a lane's task takes at most. What it has can't be dropped to make room.
    init(limit: RecordLoad, maximumPiece: Int = 64) {
        self.limit = limit
        self.maximumPiece = max(1, min(maximumPiece, limit.count / 16))
    }

    /// How many records wait or are being handled.
    var outstanding: Int { load.count }

    /// How many records of each partition are not done.
    var pending: [TopicPartition: Int] { lanes.mapValues(\.pending) }

    /// How many lanes handle a record.
    var running: Int { lanes.values.count { $0.isRunning } }

    /// The partition is the listener's from now on.
    mutating func open(_ partition: TopicPartition) {
        let isClosing = lanes[partition]?.closing.isSet == true
        lanes[partition, default: PartitionLane()].isReopened = isClosing
    }

    /// Records came; those of a partition that is not the listener's, or that is read again later, are dropped. True when
    /// a task has to be started for their lane.
    ///
    /// - Parameter isCurrent: whether the partition has been the listener's all the time since they were read. One that
    ///   has gone and come back is read again from before them, and its lane is of the new assignment.
    mutating func add(_ slice: PartitionSlice, isCurrent: Bool = true) -> Bool {
        guard isCurrent, let index = lanes.index(forKey: slice.partition), lanes.values[index].isOpen,
            !lanes.values[index].parking.isParked
        else { return false }
        let starts = !lanes.values[index].isRunning
        load += slice.load
        lanes.values[index].add(slice)
        lanes.values[index].isRunning = true
        return starts
    }

    /// What a lane's task does next.
    mutating func next(_ partition: TopicPartition) -> Turn {
        guard let index = lanes.index(forKey: partition), !lanes.values[index].closing.isSet else { return Turn() }
        // With many lanes the share of each is small.
        let piece = max(1, min(maximumPiece, limit.count / (2 * lanes.count)))
        guard let (slice, isLast) = lanes.values[index].take(piece) else { return Turn() }
        let lane = lanes.values[index]
        let work = Work(slice: slice, isLast: isLast, closing: lane.closing, progress: lane.progress)
        return Turn(work: work, readOn: takeReadOn(partition))
    }

    /// What a lane's task had was handled, as far as it was.
    mutating func finished(_ slice: PartitionSlice) -> (waiter: Waiter?, readOn: ReadOn?) {
        load -= slice.load
        lanes[slice.partition]?.working = RecordLoad()
        return (takeRoomWaiter(), takeReadOn(slice.partition))
    }

    /// A lane's task found nothing to do, and ends unless something came meanwhile.
    mutating func end(_ partition: TopicPartition) -> End {
        guard let lane = lanes[partition] else { return End() }
        guard lane.closing.isSet || lane.waiting.isEmpty else { return End(isOver: false) }
        lanes[partition]?.isRunning = false
        return settle(partition)
    }

    /// What read a partition on has ended, whether it could or not.
    mutating func endReadingOn(_ partition: TopicPartition, _ closing: ClosingFlag) -> End {
        guard lanes[partition]?.closing === closing else { return End() }
        lanes[partition]?.isReadingOn = false
        return settle(partition)
    }

    /// Ends a lane that is closed and has no task any more. If its partition has come back, there is a new one.
    private mutating func settle(_ partition: TopicPartition) -> End {
        guard let lane = lanes[partition], lane.closing.isSet, !lane.isBusy else {
            // What was kept may have been dropped since.
            return End(readOn: takeReadOn(partition))
        }
        let next = lane.isReopened ? PartitionLane(reopening: lane) : nil
        lanes[partition] = next
        return End(isOver: next?.isRunning != true, waiters: lane.waiters, readOn: takeReadOn(partition))
    }

    /// Partitions that were parked are paused.
    ///
    /// - Returns: those that are to be read on at once; and those that are not parked any more, because they were given up
    ///   meanwhile.
    mutating func paused(_ partitions: [TopicPartition]) -> (readOn: [ReadOn], gone: [TopicPartition]) {
        var (due, gone): ([ReadOn], [TopicPartition]) = ([], [])
        for partition in partitions {
            guard lanes[partition]?.parking.pause() == true else {
                gone.append(partition)
                continue
            }
            if let readOn = takeReadOn(partition) { due.append(readOn) }
        }
        return (due, gone)
    }

    private mutating func takeReadOn(_ partition: TopicPartition) -> ReadOn? {
        guard let index = lanes.index(forKey: partition), let offset = lanes.values[index].takeReadOn() else {
            return nil
        }
        return ReadOn(partition: partition, offset: offset, closing: lanes.values[index].closing)
    }

    /// What comes next of a partition that was parked is what was dropped. False when it was given up meanwhile, as its
    /// flag of that time tells.
    mutating func isBack(_ partition: TopicPartition, _ closing: ClosingFlag) -> Bool {
        guard let index = lanes.index(forKey: partition), lanes.values[index].closing === closing else { return false }
        return lanes.values[index].isBack()
    }

    /// Partitions are to be given up: what waits is dropped, what runs ends after its current record. Who waits for room
    /// is to be resumed.
    mutating func close(_ partitions: [TopicPartition]) -> Waiter? {
        for partition in partitions {
            guard let index = lanes.index(forKey: partition) else { continue }
            load -= lanes.values[index].dropAll()
            lanes.values[index].closing.set()
            lanes.values[index].isReopened = false
            if !lanes.values[index].isBusy { lanes[partition] = nil }
        }
        return takeRoomWaiter()
    }

    /// Waits for the end of what runs in a partition that was closed; false when nothing does, or when it has ended and
    /// what runs is of a new assignment.
    mutating func wait(forEndOf partition: TopicPartition, _ waiter: Waiter) -> Bool {
        guard let lane = lanes[partition], lane.closing.isSet, lane.isBusy else { return false }
        lanes[partition]?.waiters.append(waiter)
        return true
    }

    /// A lane's task ended with an error. What waits is dropped and what comes is refused until the partition is given
    /// up, because what comes next must not be handled before what could not be.
    ///
    /// - Returns: who waits for room, and for the lane's end, and is to be resumed.
    mutating func fail(_ partition: TopicPartition) -> [Waiter] {
        guard let index = lanes.index(forKey: partition) else { return [] }
        load -= lanes.values[index].dropAll()
        lanes.values[index].isRunning = false
        lanes.values[index].isReopened = false
        lanes.values[index].closing.set()
        let waiters = lanes.values[index].waiters
        lanes.values[index].waiters = []
        return waiters + (takeRoomWaiter().map { [$0] } ?? [])
    }
}

/// Room for more.
extension PartitionLanes {
    /// Whether more may be read.
    var hasRoom: Bool { load.leavesRoom(in: limit) }

    private mutating func takeRoomWaiter() -> Waiter? {
        hasRoom ? room.end() : nil
    }

    /// Remembers how far all are, for whoever begins to wait for room; false when he need not.
    mutating func noteProgress() -> Bool {
        guard !hasRoom, !isOver else { return false }
        for (partition, lane) in lanes { lanes[partition]?.doneBefore = lane.progress.done }
        return true
    }

    /// Waits for room. The number of this wait; nil when there is some, or when that doesn't matter any more.
    mutating func wait(forRoom waiter: Waiter) -> Int? {
        hasRoom || isOver ? nil : room.begin(waiter)
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
    /// what waits in them. It is read again from there when they go on.
    mutating func park() -> Parked {
        guard !hasRoom, !isOver else { return Parked() }
        let standing = lanes.filter { $0.value.progress.done == $0.value.doneBefore }
        return drop(Array(standing.keys), keeping: nil, areStanding: true)
    }

    /// Where there is still no room, and other partitions may have something to do and are short of it: makes some in the
    /// lanes that have more than their share, by dropping what is above.
    mutating func share(_ now: ContinuousClock.Instant = .now) -> Parked {
        guard !hasRoom, !isOver,
            let share = sharing.share(of: limit, among: lanes.values.filter(\.isOpen).map(\.demand), now)
        else { return Parked() }
        let parked = drop(Array(lanes.keys), keeping: share, areStanding: false)
        guard !parked.isEmpty || hasRoom else { return parked }
        for (partition, lane) in lanes where lane.demand.count == 0 { lanes[partition]?.isServed = true }
        return parked
    }

    private mutating func drop(
        _ partitions: [TopicPartition], keeping share: RecordLoad?, areStanding: Bool
    ) -> Parked {
        var parked = Parked()
        for partition in partitions {
            guard let (dropped, begins) = lanes[partition]?.park(keeping: share) else { continue }
            load -= dropped
            if areStanding { parked.standing.append(partition) }
            if begins { parked.partitions.append(partition) }
        }
        return parked
    }
}
