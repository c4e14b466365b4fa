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
        /// The partition was parked, and is to be read on from there.
        case readOn(from: Int64)

        var work: Work? {
            guard case .work(let work) = self else { return nil }
            return work
        }
    }

    /// A lane that stood still while there was no room: what waited in it was dropped, and is read again from there.
    private enum Parking {
        /// It is not paused yet.
        case begun(from: Int64)
        case paused(from: Int64)
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
    private var roomWaiter: Waiter?
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
            lane.parking = nil
            return .readOn(from: offset)
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

    /// Waits for room; false when there is some.
    mutating func wait(forRoom waiter: Waiter) -> Bool {
        guard outstanding >= limit else { return false }
        for (partition, lane) in lanes { lanes[partition]?.doneBefore = lane.progress.done }
        roomWaiter = waiter
        return true
    }

    /// Who waits for room has waited long enough to look why there is none.
    mutating func stopWaiting() -> Waiter? {
        defer { roomWaiter = nil }
        return roomWaiter
    }

    /// Where there is still no room: makes some in the lanes that have done nothing since it was waited for, by dropping
    /// what waits in them. Their partitions are to be paused, and are read again from there when the lane goes on.
    mutating func park() -> [TopicPartition] {
        guard outstanding >= limit else { return [] }
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

    /// Partitions that were parked are paused. Those whose lanes have nothing to do any more are to be read on at once,
    /// from these offsets.
    mutating func paused(_ partitions: [TopicPartition]) -> [(TopicPartition, Int64)] {
        var idle: [(TopicPartition, Int64)] = []
        for partition in partitions {
            guard var lane = lanes[partition], case .begun(let offset) = lane.parking else { continue }
            if lane.isRunning {
                lane.parking = .paused(from: offset)
            } else {
                lane.parking = nil
                idle.append((partition, offset))
            }
            lanes[partition] = lane
        }
        return idle
    }

    /// Whether the partition is still the listener's.
    func isOpen(_ partition: TopicPartition) -> Bool {
        lanes[partition]?.closing.isSet == false
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
        guard outstanding < limit else { return nil }
        defer { roomWaiter = nil }
        return roomWaiter
    }
}
