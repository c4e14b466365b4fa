// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Sees to it that partitions are not given up while a transaction about them is under way.
final class TransactionBoard: PartitionBoard {
    typealias Waiter = UnsafeContinuation<Void, Never>

    private struct State {
        /// Those that are the listener's, and not to be given up.
        var open: Set<TopicPartition> = []
        /// Those of the batch that is being handled, and how many of it there are.
        var current: Set<TopicPartition> = []
        var count = 0
        /// Tells who handles it that some of them are to be given up.
        var closing = ClosingFlag()
        var waiters: [Waiter] = []
        /// Whether nobody waits for its end any more.
        var isOver = false
    }

    private let state = Lock(State())

    var pending: [TopicPartition: Int] { [:] }

    var unfinished: Int { state.withLock { $0.count } }

    /// A batch of these partitions is handled from now on. None of them is given up before the end, except those that
    /// were to be already.
    ///
    /// - Returns: the flag that is set as soon as one is to be given up; at once for a batch that is not to be handled.
    func begin(_ partitions: [TopicPartition], count: Int) -> ClosingFlag {
        let closing = ClosingFlag()
        state.withLock { state in
            state.current = Set(partitions)
            state.count = count
            state.closing = closing
            if !state.current.isSubset(of: state.open) { closing.set() }
        }
        return closing
    }

    /// Nothing is handled any more.
    func end() {
        let waiters = state.withLock { state in
            defer { state = State(open: state.open, isOver: state.isOver) }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Whether the partition is the listener's, and not to be given up.
    func isOpen(_ partition: TopicPartition) -> Bool {
        state.withLock { $0.open.contains(partition) }
    }

    func open(_ partitions: [TopicPartition]) {
        state.withLock { $0.open.formUnion(partitions) }
    }

    func beginClosing(_ partitions: [TopicPartition]) {
        let closing: ClosingFlag? = state.withLock { state in
            state.open.subtract(partitions)
            return state.current.isDisjoint(with: partitions) ? nil : state.closing
        }
        closing?.set()
    }

    func waitForEnd(_ partitions: [TopicPartition]) async {
        await withUnsafeContinuation { waiter in
            let waits = state.withLock { state in
                guard !state.isOver, !state.current.isDisjoint(with: partitions) else { return false }
                state.waiters.append(waiter)
                return true
            }
            if !waits { waiter.resume() }
        }
    }

    func endWaiting() {
        let waiters = state.withLock { state in
            state.isOver = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
