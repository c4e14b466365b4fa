// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// Where an awaited send stands. Four may meet here at any time: the task that sends, the thread that brings the report,
/// the sweep, and whoever cancels the task. Each transition is one atomic exchange; only its winner acts.
///
/// A task waits at first without a cancellation handler, since that costs as much as all else of a wait and most sends
/// are answered at once. The sweep wakes tasks that wait for longer, and they wait on with one.
struct DeliveryState: ~Copyable {
    private enum Phase: UInt8, AtomicRepresentable {
        /// The record may be with librdkafka; the task doesn't wait yet.
        case idle
        /// The task waits: the continuation is there to be resumed.
        case armed
        /// The sweep has come by once since.
        case seen
        /// The sweep has woken the task, to wait on with a cancellation handler.
        case woken
        /// The task waits with a cancellation handler.
        case watched
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
        /// The outcome is wanted; the task does not wait just now.
        case keep
        /// Nobody wants it any more.
        case leave
        case free
    }

    /// What the task finds when it doesn't wait any more.
    enum Ending: Equatable {
        /// The outcome is there. The task frees the slot.
        case settled
        /// The sweep came. The task waits on, with a cancellation handler.
        case unfinished
        /// Cancelled. The task frees the slot if the report has already come.
        case cancelled(freesSlot: Bool)
    }

    private let phase = Atomic<Phase>(.idle)

    /// The task is about to wait. False when it need not: the outcome is there.
    func arm() -> Bool {
        move(.idle, .armed)
    }

    /// Whether the task waits, and has to be woken by the sweep if that goes on for long.
    var isUnderWatch: Bool {
        let now = phase.load(ordering: .sequentiallyConsistent)
        return now == .armed || now == .seen
    }

    /// The task is about to wait on, with a cancellation handler. False when it need not: the outcome is there, or it
    /// is cancelled.
    func watch() -> Bool {
        move(.woken, .watched)
    }

    /// The sweep comes by. True when the continuation is to be resumed.
    func sweep() -> Bool {
        switch phase.load(ordering: .acquiring) {
        case .armed:
            _ = move(.armed, .seen)
            return false
        case .seen: return move(.seen, .woken)
        default: return false
        }
    }

    /// The report is there. `write` stores the outcome before anybody can look for it: nobody can be reading it yet, and
    /// only one report settles a slot. It is stored where it may not be wanted too, because then the slot, which was on
    /// another core, is asked for once, to be written, and not before that to be read.
    func settle(_ write: () -> Void) -> Settlement {
        write()
        var now = Phase.armed
        while true {
            switch now {
            case .armed, .seen, .watched:
                if exchange(&now, .settled) { return .resume }
            case .idle, .woken:
                if exchange(&now, .settled) { return .keep }
            case .cancelled:
                if exchange(&now, .reported) { return .leave }
            case .orphaned:
                return move(now, .idle) ? .free : .leave
            case .settled, .reported:
                return .leave
            }
        }
    }

    /// True when the continuation is to be resumed.
    func cancel() -> Bool {
        if move(.woken, .cancelled) { return false }
        return move(.watched, .cancelled)
    }

    /// The end of the client does not wait for the report: nor does the task. True when the continuation is to be resumed.
    /// As after a cancellation, what is left is the report's.
    func abandon() -> Bool {
        while true {
            let now = phase.load(ordering: .acquiring)
            switch now {
            case .armed, .seen, .watched: if move(now, .cancelled) { return true }
            case .woken: if move(now, .cancelled) { return false }
            default: return false
            }
        }
    }

    /// After the task waits no more and its cancellation handler can't run any more.
    func end() -> Ending {
        // Nobody else takes it out of this phase.
        if phase.load(ordering: .acquiring) == .settled {
            phase.store(.idle, ordering: .relaxed)
            return .settled
        }
        if phase.load(ordering: .acquiring) == .woken { return .unfinished }
        // The report may have come meanwhile.
        if move(.settled, .idle) { return .settled }
        if move(.cancelled, .orphaned) { return .cancelled(freesSlot: false) }
        phase.store(.idle, ordering: .relaxed)
        return .cancelled(freesSlot: true)
    }

    private func move(_ old: Phase, _ new: Phase) -> Bool {
        phase.compareExchange(expected: old, desired: new, ordering: .sequentiallyConsistent).exchanged
    }

    /// The same; `old` is what it was.
    private func exchange(_ old: inout Phase, _ new: Phase) -> Bool {
        let result = phase.compareExchange(expected: old, desired: new, ordering: .sequentiallyConsistent)
        old = result.original
        return result.exchanged
    }
}
