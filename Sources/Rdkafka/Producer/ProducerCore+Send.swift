// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ProducerCore {
    /// Takes room for records if there is some now and nothing speaks against it, which is the usual case; for all others
    /// there is `enter`.
    func enterAtOnce(_ load: InFlightGate.Load) -> Bool {
        !Task.isCancelled && gate.tryEnterOpen(load)
    }

    /// Hands a record over if there is room for it. Nil where its task has to wait for room, or may not send.
    @inline(never)
    func sendAtOnce(_ record: ProducerRecord) throws(KafkaError) -> DeliverySlotReference? {
        guard enterAtOnce(InFlightGate.Load(records: 1, bytes: record.size)) else { return nil }
        return try sendAdmitted(record)
    }

    /// Hands a record over for which room was taken.
    func sendAdmitted(_ record: ProducerRecord) throws(KafkaError) -> DeliverySlotReference {
        let slot = try acquireAwaitedSlot(holding: InFlightGate.Load(records: 1, bytes: record.size))
        // A refusal settles the slot with the error.
        _ = try? handle.produce(record, token: slot.token(.task))
        return slot
    }

    /// What became of a record whose task doesn't wait any more.
    @inline(never)
    func result(
        of record: ProducerRecord,
        _ slot: DeliverySlotReference,
        _ ending: DeliveryState.Ending
    ) throws(KafkaError) -> DeliveryReport {
        // Of a slot that is not ours any more nothing is read.
        let outcome = ending == .settled ? slot.outcome : DeliveryOutcome()
        try release(slot, ending)
        do throws(KafkaError) {
            return try outcome.result(of: record).get()
        } catch {
            throw error.explained(by: connectionError)
        }
    }

    /// Frees a slot, unless its report is still to come and does that.
    func release(_ slot: DeliverySlotReference, _ ending: DeliveryState.Ending) throws(KafkaError) {
        if ending != .cancelled(freesSlot: false) { slots.release(slot) }
        guard ending == .settled else {
            // A shutdown waits for a report only so long.
            throw gate.isClosed && !Task.isCancelled ? .shutDownInFlight : .cancelledInFlight
        }
    }

    /// A slot that a task will wait for, and so the sweep comes by.
    func acquireAwaitedSlot(holding load: InFlightGate.Load) throws(KafkaError) -> DeliverySlotReference {
        let slot = try acquireSlot(holding: load)
        if sweep.isDue { startSweep() }
        return slot
    }

    func acquireSlot(holding load: InFlightGate.Load) throws(KafkaError) -> DeliverySlotReference {
        if let slot = slots.acquire() { return slot }
        gate.turnBack(load)
        throw KafkaError(.queueFull, "two million sends are being awaited", isRetriable: true)
    }

    @inline(never)
    private func startSweep() {
        sweep.start(on: pollThread.loop)
    }
}
