// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// Where an awaited send stands. Three may meet here at any time: the task that sends, the thread that brings the
/// report, and whoever cancels the task. Each transition is one atomic exchange; only its winner acts.
struct DeliveryState: ~Copyable {
    private enum Phase: UInt8, AtomicRepresentable {
        /// The record may be with librdkafka; the task doesn't wait yet.
        case idle
        /// The task waits: the continuation is there to be resumed.
        case armed
        /// The outcome is there.
        case settled
        /// The task doesn't wait any more; the report is still to come.
        case cancelled
        /// The report came after the cancellation, before the task looked.
        case reported
        /// The task has gone; the report frees the slot.
        case orphaned
    }

    /// What the bringer of a report does.
    enum Settlement {
        /// The outcome is wanted, and the task waits.
        case resume
        /// The outcome is wanted; the task has not begun to wait.
        case keep
        /// Nobody wants it any more.
        case leave
        case free
    }

    /// What the task finds when it doesn't wait any more.
    enum Ending: Equatable {
        /// The outcome is there. The task frees the slot.
        case settled
        /// Cancelled. The task frees the slot if the report has already come.
        case cancelled(freesSlot: Bool)
    }

    private let phase = Atomic<Phase>(.idle)

    /// The task is about to wait. False when it need not: the outcome is there, or it is cancelled.
    func arm() -> Bool {
        move(.idle, .armed)
    }

    /// The report is there. `write` stores the outcome, if that is wanted, before anybody can look for it.
    func settle(_ write: () -> Void) -> Settlement {
        // A slot only moves on, so one look at each phase, in their order, is enough. The task can't be reading while
        // it is idle or armed, and only one report settles a slot.
        if phase.load(ordering: .acquiring) == .idle {
            write()
            if move(.idle, .settled) { return .keep }
        }
        if phase.load(ordering: .acquiring) == .armed {
            write()
            if move(.armed, .settled) { return .resume }
        }
        if move(.cancelled, .reported) { return .leave }
        return move(.orphaned, .idle) ? .free : .leave
    }

    /// True when the continuation is to be resumed.
    func cancel() -> Bool {
        if move(.idle, .cancelled) { return false }
        return move(.armed, .cancelled)
    }

    /// After the task waits no more and its cancellation handler can't run any more.
    func end() -> Ending {
        if move(.settled, .idle) { return .settled }
        if move(.cancelled, .orphaned) { return .cancelled(freesSlot: false) }
        phase.store(.idle, ordering: .relaxed)
        return .cancelled(freesSlot: true)
    }

    private func move(_ old: Phase, _ new: Phase) -> Bool {
        phase.compareExchange(expected: old, desired: new, ordering: .acquiringAndReleasing).exchanged
    }
}
