// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The lanes of a listener, and those who wait for them.
final class LaneBoard: PartitionBoard {
    private let lanes: Lock<PartitionLanes>
    private let stallTime: Duration

    /// - Parameters:
    ///   - limit: about how much there is room for.
    ///   - maximumPiece: how many records a lane's task takes at most at once.
    ///   - stallTime: how long there may be no room before lanes that stand still make some.
    init(limit: RecordLoad, maximumPiece: Int = 64, stallTime: Duration = .seconds(1)) {
        lanes = Lock(PartitionLanes(limit: limit, maximumPiece: maximumPiece))
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

    /// The next work of a lane; without any its task ends.
    ///
    /// - Parameter beforeEnd: is called before anybody learns that there is no more.
    func next(_ partition: TopicPartition, beforeEnd: () -> Void = {}) -> PartitionLanes.Turn {
        var readOn: PartitionLanes.ReadOn?
        while true {
            var turn = lanes.withLock { $0.next(partition) }
            turn.readOn = turn.readOn ?? readOn
            if turn.work != nil { return turn }
            beforeEnd()
            let end = lanes.withLock { $0.end(partition) }
            for waiter in end.waiters { waiter.resume() }
            readOn = end.readOn ?? turn.readOn
            if end.isOver { return PartitionLanes.Turn(readOn: readOn) }
        }
    }

    /// What a lane's task had is handled, as far as it is. Its partition may have to be read on.
    func finished(_ slice: PartitionSlice) -> PartitionLanes.ReadOn? {
        let (waiter, readOn) = lanes.withLock { $0.finished(slice) }
        waiter?.resume()
        return readOn
    }

    /// A lane's task ends with an error.
    func fail(_ partition: TopicPartition) {
        for waiter in lanes.withLock({ $0.fail(partition) }) { waiter.resume() }
    }

    /// Returns when there is room, or when the board is stopped, or when something was done to make room.
    func waitForRoom() async -> Parked {
        await PartitionLanes.waitForRoom(in: lanes, stallTime) { number in
            self.lanes.withLock { $0.stopWaiting(number) }
        }
    }

    /// Nobody waits for room any more, since nothing more is read.
    func stop() {
        lanes.withLock { $0.stop() }?.resume()
    }

    /// Partitions that were parked are paused.
    ///
    /// - Returns: those that are to be read on at once, and those that were given up meanwhile.
    func paused(
        _ partitions: [TopicPartition]
    ) -> (readOn: [PartitionLanes.ReadOn], gone: [TopicPartition]) {
        lanes.withLock { $0.paused(partitions) }
    }

    /// What read a partition on has ended.
    ///
    /// - Returns: whether a task has to be started for its lane, and whether it is to be read on.
    func endReadingOn(_ place: PartitionLanes.ReadOn) -> (starts: Bool, readOn: PartitionLanes.ReadOn?) {
        let end = lanes.withLock { $0.endReadingOn(place.partition, place.closing) }
        for waiter in end.waiters { waiter.resume() }
        return (!end.isOver, end.readOn)
    }

    /// What comes next of a partition that was parked is what was dropped; false when it was given up meanwhile.
    func isBack(_ place: PartitionLanes.ReadOn) -> Bool {
        lanes.withLock { $0.isBack(place.partition, place.closing) }
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
