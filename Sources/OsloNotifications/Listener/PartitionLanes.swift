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
        /// Those who wait for the lane's task to end.
        var waiters: [Waiter] = []
    }

    private var lanes: [TopicPartition: Lane] = [:]
    private var outstanding = 0
    private var roomWaiter: Waiter?
    private let limit: Int

    /// Lanes with room for about `limit` records in all.
    init(limit: Int) {
        self.limit = limit
    }

    /// Records came. True when a task has to be started for their lane.
    mutating func add(_ slice: PartitionSlice) -> Bool {
        var lane = lanes[slice.partition] ?? Lane()
        if lane.closing.isSet { return false }
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
            lanes[partition] = nil
            return (true, lane.waiters)
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

    /// The partition is to be given up: what waits is dropped, what runs ends after its current record.
    ///
    /// - Returns: whether `waiter` is kept until then, and who waits for room and is to be resumed.
    mutating func close(_ partition: TopicPartition, _ waiter: Waiter) -> (waits: Bool, room: Waiter?) {
        guard var lane = lanes[partition] else { return (false, nil) }
        outstanding -= lane.waiting.reduce(0) { $0 + $1.count }
        lane.waiting = []
        lane.closing.set()
        lane.waiters.append(waiter)
        let isRunning = lane.isRunning
        lanes[partition] = isRunning ? lane : nil
        return (isRunning, takeRoomWaiter())
    }

    private mutating func takeRoomWaiter() -> Waiter? {
        guard outstanding < limit else { return nil }
        defer { roomWaiter = nil }
        return roomWaiter
    }
}
