// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// Wakes tasks whose send takes long, so that from then on they can be cancelled: see `DeliveryState`.
///
/// It comes by on the poll thread while something is on its way that a task sent, and not otherwise.
final class DeliverySweep: Sendable {
    private let slots: DeliverySlots
    private let gate: InFlightGate
    private let isRunning = Atomic<Bool>(false)

    /// A task is woken when it has waited for one to two of these.
    private static let interval = Duration.milliseconds(20)

    init(slots: DeliverySlots, gate: InFlightGate) {
        self.slots = slots
        self.gate = gate
    }

    /// A task has passed the gate, and will wait.
    @inline(__always)
    func begin(on loop: PollLoop) {
        // The count at the gate, which was raised before, and this flag are read in opposite orders by `run`.
        if !isRunning.load(ordering: .sequentiallyConsistent) { start(on: loop) }
    }

    private func start(on loop: PollLoop) {
        guard !isRunning.exchange(true, ordering: .sequentiallyConsistent) else { return }
        _ = loop.schedule(at: .now + Self.interval) { [weak loop] in
            if let loop { self.run(on: loop) }
        }
    }

    private func run(on loop: PollLoop) {
        let count = slots.sweep()
        if gate.inFlight.records == 0 {
            isRunning.store(false, ordering: .sequentiallyConsistent)
            guard gate.inFlight.records > 0, !isRunning.exchange(true, ordering: .sequentiallyConsistent) else {
                return
            }
        }
        // A look at a hundred thousand slots takes some milliseconds: more of them, less often.
        let next = ContinuousClock.now + Self.interval + .microseconds(count)
        _ = loop.schedule(at: next) { [weak loop] in
            if let loop { self.run(on: loop) }
        }
    }
}
