// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The lanes of a listener, and those who wait for them.
final class LaneBoard: Sendable {
    private let lanes: Lock<PartitionLanes>

    init(limit: Int) {
        lanes = Lock(PartitionLanes(limit: limit))
    }

    /// How many records wait or are being handled.
    var outstanding: Int {
        lanes.withLock { $0.outstanding }
    }

    func open(_ partitions: [TopicPartition]) {
        lanes.withLock { lanes in
            for partition in partitions { lanes.open(partition) }
        }
    }

    /// True when a task has to be started for the slice's lane.
    func add(_ slice: PartitionSlice) -> Bool {
        lanes.withLock { $0.add(slice) }
    }

    /// The next work of a lane; nil when its task may end.
    func next(_ partition: TopicPartition) -> PartitionLanes.Work? {
        while true {
            if let work = lanes.withLock({ $0.next(partition) }) { return work }
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

    func waitForRoom() async {
        await withUnsafeContinuation { waiter in
            if !lanes.withLock({ $0.wait(forRoom: waiter) }) { waiter.resume() }
        }
    }

    /// Returns when nothing of the partitions is being handled any more.
    func close(_ partitions: [TopicPartition]) async {
        beginClosing(partitions)
        await waitForEnd(partitions)
    }

    /// Closes all of the partitions at once, before anything is waited for: one that comes back meanwhile must not be
    /// closed afterwards.
    func beginClosing(_ partitions: [TopicPartition]) {
        lanes.withLock { $0.close(partitions) }?.resume()
    }

    /// Returns when nothing of partitions that were closed is being handled any more.
    func waitForEnd(_ partitions: [TopicPartition]) async {
        for partition in partitions {
            await withUnsafeContinuation { waiter in
                if !lanes.withLock({ $0.wait(forEndOf: partition, waiter) }) { waiter.resume() }
            }
        }
    }
}
