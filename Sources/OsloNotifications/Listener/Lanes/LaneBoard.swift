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

    /// Returns when there is room.
    ///
    /// - Returns: the partitions that were parked for it, which are to be paused.
    func waitForRoom() async -> [TopicPartition] {
        while await waitForRoomOnce() {
            let parked = lanes.withLock { $0.park() }
            if !parked.isEmpty { return parked }
        }
        return []
    }

    /// True when that took so long that one has to look why.
    private func waitForRoomOnce() async -> Bool {
        let timer = Lock<Task<Void, Never>?>(nil)
        await withUnsafeContinuation { waiter in
            guard lanes.withLock({ $0.wait(forRoom: waiter) }) else { return waiter.resume() }
            let task = Task {
                guard (try? await Task.sleep(for: self.stallTime)) != nil else { return }
                self.lanes.withLock { $0.stopWaiting() }?.resume()
            }
            timer.withLock { $0 = task }
        }
        guard let task = timer.withLock({ $0 }) else { return false }
        task.cancel()
        return true
    }

    /// Partitions that were parked are paused; those that are to be read on at once.
    func paused(_ partitions: [TopicPartition]) -> [(TopicPartition, Int64)] {
        lanes.withLock { $0.paused(partitions) }
    }

    func isOpen(_ partition: TopicPartition) -> Bool {
        lanes.withLock { $0.isOpen(partition) }
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
