// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaProducer {
    /// Takes room for records, waiting for it if there is none. At the producer's own gate unless another one is given.
    func enter(
        _ load: InFlightGate.Load,
        timeout: Duration?,
        at other: InFlightGate? = nil
    ) async throws(KafkaError) {
        let gate = other ?? core.gate
        if Task.isCancelled { throw .cancelledUnsent }
        if !gate.tryEnter(load) { try await waitForRoom(load, timeout: timeout, at: gate) }
        if gate.isClosed {
            gate.turnBack(load)
            throw .shutDownUnsent
        }
    }

    /// Takes room for records if there is some now.
    func enterNow(_ load: InFlightGate.Load) throws(KafkaError) {
        if !core.gate.tryEnterOpen(load) { throw core.gate.isClosed ? .shutDownUnsent : .queueFull }
    }

    private func waitForRoom(
        _ load: InFlightGate.Load,
        timeout: Duration?,
        at gate: InFlightGate
    ) async throws(KafkaError) {
        let id = gate.makeWaiterID()
        let timer = timeout.map { core.pollThread.loop.schedule(at: .now + $0) { gate.abandon(id, .timedOut) } }
        let admission = await withTaskCancellationHandler {
            await Resumption.wait { gate.wait(id, load, $0) }
        } onCancel: {
            gate.abandon(id, .cancelled)
        }
        if let timer { core.pollThread.loop.cancel(timer) }
        gate.forget(id)
        switch admission {
        case .granted: return
        case .cancelled where timeout == nil || Task.isCancelled: throw .cancelledUnsent
        case .cancelled, .timedOut:
            throw KafkaError(
                .timedOut, "no room in the producer's queue for \(timeout?.seconds ?? 0) s", isRetriable: true,
                deliveryStatus: .notPersisted)
        case .closed: throw .shutDownUnsent
        }
    }
}
