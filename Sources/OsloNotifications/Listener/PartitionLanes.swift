// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The records that wait or are being handled, a lane for each partition: in a lane one after the other, lanes beside
/// each other.
struct PartitionLanes: ~Copyable {
    typealias Waiter = UnsafeContinuation<Void, Never>

    /// What a lane's task works on, and the flag that ends it early.
    struct Work: Sendable {
        let slice: PartitionSlice
        let closing: ClosingFlag
    }

    private struct Lane {
        var waiting: [PartitionSlice] = []
        var isRunning = false
        let closing = ClosingFlag()
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

    /// The partition is the listener's from now on.
    mutating func open(_ partition: TopicPartition) {
        var lane = lanes[partition] ?? Lane()
        lane.isReopened = lane.closing.isSet
        lanes[partition] = lane
    }

    /// Records came; those of a partition that is not the listener's are dropped. True when a task has to be started for
    /// their lane.
    mutating func add(_ slice: PartitionSlice) -> Bool {
        guard var lane = lanes[slice.partition], !lane.closing.isSet || lane.isReopened else { return false }
        let starts = !lane.isRunning
        outstanding += slice.count
        lane.waiting.append(slice)
        lane.isRunning = true
        lanes[slice.partition] = lane
        return starts
    }

    /// What a lane's task does next; nil ends it.
    mutating func next(_ partition: TopicPartition) -> Work? {
        guard var lane = lanes[partition], !lane.closing.isSet, !lane.waiting.isEmpty else { return nil }
        let work = Work(slice: lane.waiting.removeFirst(), closing: lane.closing)
        lanes[partition] = lane
        return work
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
            lanes[partition] = next
            return (next?.isRunning != true, lane.waiters)
        }
        guard lane.waiting.isEmpty else { return (false, []) }
        lane.isRunning = false
        lanes[partition] = lane
        return (true, [])
    }

    /// Waits for room; false when there is some.
    mutating func wait(forRoom waiter: Waiter) -> Bool {
        guard outstanding >= limit else { return false }
        roomWaiter = waiter
        return true
    }

    /// Partitions are to be given up: what waits is dropped, what runs ends after its current record. Who waits for room
    /// is to be resumed.
    mutating func close(_ partitions: [TopicPartition]) -> Waiter? {
        for partition in partitions {
            guard var lane = lanes[partition] else { continue }
            outstanding -= lane.waiting.reduce(0) { $0 + $1.count }
            lane.waiting = []
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
