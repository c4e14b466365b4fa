// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// Where an awaited send stands. Three may meet here at any time: the task that sends, the thread that brings the
/// report, and whoever cancels the task. Each transition is one atomic exchange; only its winner acts.
struct DeliveryState: ~Copyable {
    private enum Phase: UInt8, AtomicRepresentable {
        case idle
        /// The continuation is there to be resumed; the record may be with librdkafka.
        case armed
        /// Resumed by the report.
        case settled
        /// Cancelled before anything was sent.
        case cancelledUnsent
        /// Resumed by cancellation; the report is still to come.
        case cancelled
        /// The report came after the cancellation, before the task looked.
        case reported
        /// The task has gone; the report frees the slot.
        case orphaned
    }

    /// What the bringer of a report does.
    enum Settlement {
        case resume
        case leave
        case free
    }

    /// What the task finds when it runs again.
    enum Ending: Equatable {
        /// The outcome is there. The task frees the slot.
        case settled
        /// Nothing was sent. The task frees the slot.
        case unsent
        /// Cancelled. The task frees the slot if the report has already come.
        case cancelled(freesSlot: Bool)
    }

    private let phase = Atomic<Phase>(.idle)

    /// Before the record is handed over. False when the task is cancelled already: then nothing is sent.
    func arm() -> Bool {
        move(.idle, .armed)
    }

    func settle() -> Settlement {
        // A slot only moves on, so one look at each phase, in their order, is enough.
        if move(.armed, .settled) { return .resume }
        if move(.cancelled, .reported) { return .leave }
        return move(.orphaned, .idle) ? .free : .leave
    }

    /// True when the continuation is to be resumed.
    func cancel() -> Bool {
        if move(.idle, .cancelledUnsent) { return false }
        return move(.armed, .cancelled)
    }

    /// After the task was resumed and its cancellation handler can't run any more.
    func end() -> Ending {
        if move(.settled, .idle) { return .settled }
        if move(.cancelledUnsent, .idle) { return .unsent }
        if move(.cancelled, .orphaned) { return .cancelled(freesSlot: false) }
        phase.store(.idle, ordering: .relaxed)
        return .cancelled(freesSlot: true)
    }

    private func move(_ old: Phase, _ new: Phase) -> Bool {
        phase.compareExchange(expected: old, desired: new, ordering: .acquiringAndReleasing).exchanged
    }
}
