// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Who keeps book of a listener's partitions, and is told when they come and go.
protocol PartitionBoard: Sendable {
    /// How many records of each partition were read and are not done.
    var pending: [TopicPartition: Int] { get }
    /// How much of it is being handled.
    var unfinished: Int { get }
    /// They are the listener's from now on.
    func open(_ partitions: [TopicPartition])
    /// They are to be given up: all at once, before anything is waited for. One that comes back meanwhile must not be
    /// closed afterwards.
    func beginClosing(_ partitions: [TopicPartition])
    /// Returns when nothing of partitions that were closed is being handled any more.
    func waitForEnd(_ partitions: [TopicPartition]) async
    /// The listener ends: nothing is to be begun any more.
    func stop()
    /// The time to end is up: nothing is waited for any more.
    func endWaiting()
}

extension PartitionBoard {
    func stop() {}
    func endWaiting() {}
}

/// The board that a listener's rebalances are told to, which is known when it begins to receive.
final class CurrentBoard: Sendable {
    private let current = Lock<(any PartitionBoard)?>(nil)

    var board: (any PartitionBoard)? {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }
}
