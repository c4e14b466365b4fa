// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// Wakes tasks whose send takes long, so that from then on they can be cancelled: see `DeliveryState`.
///
/// A send that is awaited starts it, and it comes by on the poll thread until nothing is on its way any more.
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

    /// Whether a task that has passed the gate, and will wait, has to start it. The count at the gate, which was raised
    /// before, and this flag are read in the opposite order by `run`.
    var isDue: Bool { !isRunning.load(ordering: .sequentiallyConsistent) }

    func start(on loop: PollLoop) {
        guard !isRunning.exchange(true, ordering: .sequentiallyConsistent) else { return }
        schedule(at: .now + Self.interval, on: loop)
    }

    private func schedule(at due: ContinuousClock.Instant, on loop: PollLoop) {
        // The loop holds it, not the other way round.
        _ = loop.schedule(at: due) { [unowned loop] in self.run(on: loop) }
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
        schedule(at: .now + Self.interval + .microseconds(count), on: loop)
    }
}
