// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Sees to it that partitions are not given up while a transaction about them is under way.
final class TransactionBoard: PartitionBoard {
    typealias Waiter = UnsafeContinuation<Void, Never>

    private struct State {
        /// Those of the batch that is being handled, and how many of it there are.
        var current: Set<TopicPartition> = []
        var count = 0
        var isClosing = false
        var waiters: [Waiter] = []
    }

    private let state = Lock(State())

    var pending: [TopicPartition: Int] { [:] }

    var unfinished: Int { state.withLock { $0.count } }

    /// A batch of these partitions is handled from now on.
    func begin(_ partitions: [TopicPartition], count: Int) {
        state.withLock { $0 = State(current: Set(partitions), count: count, waiters: $0.waiters) }
    }

    /// Nothing is handled any more.
    func end() {
        let waiters = state.withLock { state in
            defer { state = State() }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Whether some of the batch's partitions are to be given up.
    var isClosing: Bool { state.withLock { $0.isClosing } }

    func open(_ partitions: [TopicPartition]) {}

    func beginClosing(_ partitions: [TopicPartition]) {
        state.withLock { state in
            if !state.current.isDisjoint(with: partitions) { state.isClosing = true }
        }
    }

    func waitForEnd(_ partitions: [TopicPartition]) async {
        await withUnsafeContinuation { waiter in
            let waits = state.withLock { state in
                guard !state.current.isDisjoint(with: partitions) else { return false }
                state.waiters.append(waiter)
                return true
            }
            if !waits { waiter.resume() }
        }
    }
}
