// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Sees to it that partitions are not given up while a transaction about them is under way.
final class TransactionBoard: PartitionBoard {
    typealias Waiter = UnsafeContinuation<Void, Never>

    private struct State {
        /// Those that are the listener's, and not to be given up.
        var open: Set<TopicPartition> = []
        /// Those that were given up, or are to be, since somebody asked.
        var left: Set<TopicPartition> = []
        /// How many records of each are not done of the batch that is being handled.
        var current: [TopicPartition: Int] = [:]
        /// Tells who handles it that some of them are to be given up.
        var closing = ClosingFlag()
        var waiters: [Waiter] = []
        /// Whether nobody waits for its end any more.
        var isOver = false
    }

    private let state = Lock(State())

    var pending: [TopicPartition: Int] { state.withLock { $0.current } }

    var unfinished: Int { pending.values.reduce(0, +) }

    /// A batch of so many records of these partitions is handled from now on. None of them is given up before the end,
    /// except those that were to be already.
    ///
    /// - Returns: the flag that is set as soon as one is to be given up; at once for a batch that is not to be handled.
    func begin(_ counts: [TopicPartition: Int]) -> ClosingFlag {
        let closing = ClosingFlag()
        state.withLock { state in
            state.current = counts
            state.closing = closing
            if !state.open.isSuperset(of: counts.keys) { closing.set() }
        }
        return closing
    }

    /// So many of the batch are left to be handled. Those of other partitions are done, and may be given up.
    func goOn(_ counts: [TopicPartition: Int]) {
        state.withLock { $0.current = counts }
    }

    /// Nothing is handled any more.
    func end() {
        let waiters = state.withLock { state in
            defer { state = State(open: state.open, left: state.left, isOver: state.isOver) }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Whether the partition is the listener's, and not to be given up.
    func isOpen(_ partition: TopicPartition) -> Bool {
        state.withLock { $0.open.contains(partition) }
    }

    /// The partitions that were given up, or are to be, since the last time.
    func takeLeft() -> Set<TopicPartition> {
        state.withLock { state in
            defer { state.left = [] }
            return state.left
        }
    }

    func open(_ partitions: [TopicPartition]) {
        state.withLock { $0.open.formUnion(partitions) }
    }

    func beginClosing(_ partitions: [TopicPartition]) {
        let closing: ClosingFlag? = state.withLock { state in
            state.open.subtract(partitions)
            state.left.formUnion(partitions)
            return partitions.contains { state.current[$0] != nil } ? state.closing : nil
        }
        closing?.set()
    }

    func waitForEnd(_ partitions: [TopicPartition]) async {
        await withUnsafeContinuation { waiter in
            let waits = state.withLock { state in
                guard !state.isOver, partitions.contains(where: { state.current[$0] != nil }) else { return false }
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
