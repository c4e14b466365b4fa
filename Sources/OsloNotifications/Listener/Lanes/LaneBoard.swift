// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The lanes of a listener, and those who wait for them.
final class LaneBoard: PartitionBoard {
    private let lanes: Lock<PartitionLanes>
    private let stallTime: Duration

    /// - Parameter stallTime: how long there may be no room before lanes that stand still make some.
    init(limit: Int, stallTime: Duration = .seconds(1)) {
        lanes = Lock(PartitionLanes(limit: limit))
        self.stallTime = stallTime
    }

    /// How many records wait or are being handled.
    var outstanding: Int {
        lanes.withLock { $0.outstanding }
    }

    /// How many records of each partition are not done.
    var pending: [TopicPartition: Int] {
        lanes.withLock { $0.pending }
    }

    var unfinished: Int {
        lanes.withLock { $0.running }
    }

    /// Whether it was stopped.
    var isOver: Bool {
        lanes.withLock { $0.isOver }
    }

    func open(_ partitions: [TopicPartition]) {
        lanes.withLock { lanes in
            for partition in partitions { lanes.open(partition) }
        }
    }

    /// True when a task has to be started for the slice's lane.
    ///
    /// - Parameter isCurrent: whether its partition has been the listener's all the time since it was read. It is asked
    ///   when no partition can come or go.
    func add(_ slice: PartitionSlice, isCurrent: () -> Bool = { true }) -> Bool {
        lanes.withLock { $0.add(slice, isCurrent: isCurrent()) }
    }

    /// The next work of a lane; nil when its task may end.
    func next(_ partition: TopicPartition) -> PartitionLanes.Step? {
        while true {
            if let step = lanes.withLock({ $0.next(partition) }) { return step }
            let (isOver, waiters) = lanes.withLock { $0.end(partition) }
            for waiter in waiters { waiter.resume() }
            if isOver { return nil }
        }
    }

    func finished(_ slice: PartitionSlice) {
        lanes.withLock { $0.finished(slice) }?.resume()
    }

    /// A lane's task ends with an error.
    func fail(_ partition: TopicPartition) {
        for waiter in lanes.withLock({ $0.fail(partition) }) { waiter.resume() }
    }

    /// Returns when there is room, or when the board is stopped.
    ///
    /// - Returns: the partitions that were parked for it, which are to be paused.
    func waitForRoom() async -> [TopicPartition] {
        while await RoomWaiter.wait(
            stallTime, begin: { waiter in lanes.withLock { $0.wait(forRoom: waiter) } },
            end: { number in self.lanes.withLock { $0.stopWaiting(number) } })
        {
            let parked = lanes.withLock { $0.park() }
            if !parked.isEmpty { return parked }
        }
        return []
    }

    /// Nobody waits for room any more, since nothing more is read.
    func stop() {
        lanes.withLock { $0.stop() }?.resume()
    }

    /// Partitions that were parked are paused.
    ///
    /// - Returns: those for whose lanes a task has to be started, and those that were given up meanwhile.
    func paused(_ partitions: [TopicPartition]) -> (idle: [TopicPartition], gone: [TopicPartition]) {
        lanes.withLock { $0.paused(partitions) }
    }

    /// What comes next of a partition that was parked is what was dropped; false when it was given up meanwhile.
    func isBack(_ partition: TopicPartition, _ closing: ClosingFlag) -> Bool {
        lanes.withLock { $0.isBack(partition, closing) }
    }

    /// Returns when nothing of the partitions is being handled any more.
    func close(_ partitions: [TopicPartition]) async {
        beginClosing(partitions)
        await waitForEnd(partitions)
    }

    func beginClosing(_ partitions: [TopicPartition]) {
        lanes.withLock { $0.close(partitions) }?.resume()
    }

    func waitForEnd(_ partitions: [TopicPartition]) async {
        for partition in partitions {
            await withUnsafeContinuation { waiter in
                if !lanes.withLock({ $0.wait(forEndOf: partition, waiter) }) { waiter.resume() }
            }
        }
    }
}
