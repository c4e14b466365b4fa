// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Answers rebalances, on the poll thread. Each is answered, whatever the handler does: a consumer whose rebalance is
/// not answered can't leave its group, or end.
final class RebalanceCoordinator: Sendable {
    enum Change {
        case assign
        case unassign
    }

    private struct Pending {
        var number = 0
        /// What is to be done about the rebalance that waits for its handler.
        var open: (change: Change, partitions: [TopicPartition])?
        /// Handlers are not waited for any more.
        var isEnding = false
        /// The handler that was called last.
        var last: Task<Void, Never>?
    }

    private let handle: ConsumerHandle
    private let assignment: ConsumerAssignment
    private let gate: ReaderGate
    private let handler: RebalanceHandler?
    private let timeout: Duration
    private let events: ClientEvents
    private let pending = Lock(Pending())

    init(
        handle: ConsumerHandle,
        assignment: ConsumerAssignment,
        gate: ReaderGate,
        handler: RebalanceHandler?,
        timeout: Duration,
        events: ClientEvents
    ) {
        self.handle = handle
        self.assignment = assignment
        self.gate = gate
        self.handler = handler
        self.timeout = timeout
        self.events = events
    }

    /// A rebalance event came. `loop` is the poll thread's, which this is called on.
    func rebalance(_ event: borrowing EventHandle, on loop: PollLoop) {
        let partitions = event.partitions
        switch event.error {
        case RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS:
            start(.assign, partitions, .assigned(partitions), on: loop)
        case RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS:
            start(.unassign, partitions, handle.isAssignmentLost ? .lost(partitions) : .revoked(partitions), on: loop)
        default:
            events.report(.warning, "rebalance failed: \(event.errorText)", facility: "REBALANCE")
            apply(.unassign, partitions)
        }
    }

    private func start(
        _ change: Change,
        _ partitions: [TopicPartition],
        _ event: RebalanceEvent,
        on loop: PollLoop
    ) {
        let number: Int? = pending.withLock { pending in
            guard handler != nil, !pending.isEnding else { return nil }
            pending.number += 1
            pending.open = (change, partitions)
            return pending.number
        }
        guard let handler, let number else { return apply(change, partitions) }
        let timer = loop.schedule(at: .now + timeout) {
            if self.finish(number) {
                self.events.report(
                    .warning, "the rebalance handler took longer than \(self.timeout.seconds) s", facility: "REBALANCE")
                self.apply(change, partitions)
            }
        }
        pending.withLock { pending in
            // One that took too long may still run: what it does would come after what the next one undoes.
            pending.last = Task.detached { [previous = pending.last] in
                await previous?.value
                await handler(event)
                loop.cancel(timer)
                loop.perform { if self.finish(number) { self.apply(change, partitions) } }
            }
        }
    }

    /// Answers the rebalance that waits for its handler, and from now on each without one: librdkafka's threads can't
    /// end before.
    func end() {
        let open = pending.withLock { pending in
            defer { pending.open = nil }
            pending.isEnding = true
            return pending.open
        }
        if let open { apply(open.change, open.partitions) }
    }

    /// Whether a rebalance waits for its handler.
    var isAnswering: Bool {
        pending.withLock { $0.open != nil }
    }

    /// True for the first to end that rebalance: the handler or the clock.
    private func finish(_ number: Int) -> Bool {
        pending.withLock { pending in
            guard pending.open != nil, pending.number == number else { return false }
            pending.open = nil
            return true
        }
    }

    /// Does it, with or without the handler's help. Blocks.
    func apply(_ change: Change, _ partitions: [TopicPartition]) {
        let list = PartitionList(partitions)
        let error: KafkaError?
        switch change {
        case .assign:
            assignment.add(partitions)
            error = handle.assign(list)
            if error != nil { assignment.remove(partitions) }
        case .unassign:
            // A read that outlasted the rebalance would bring records of before as if they were of the next assignment,
            // without those between them and what is committed.
            error = gate.withReaderOutside(wake: handle.wakeReader) {
                let error = handle.unassign(list)
                handle.forgetPauses(of: assignment.remove(partitions))
                return error
            }
        }
        let text = partitions.map(\.description).joined(separator: " ")
        if let error {
            events.report(.warning, "\(error.message): \(text)", facility: "REBALANCE")
        } else {
            events.report(.info, "\(change == .assign ? "assigned" : "gave up") \(text)", facility: "REBALANCE")
        }
    }
}
