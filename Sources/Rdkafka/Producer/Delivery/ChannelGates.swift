// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The gates of a producer's report channels: its end closes them too, or who waits there would wait for a handler that
/// may never come round.
final class ChannelGates: Sendable {
    private struct State {
        var isClosed = false
        var gates: [WeakGate] = []
    }

    private struct WeakGate {
        weak var gate: InFlightGate?
    }

    private let state = Lock(State())

    func add(_ gate: InFlightGate) {
        let isClosed = state.withLock { state in
            state.gates.removeAll { $0.gate == nil }
            state.gates.append(WeakGate(gate: gate))
            return state.isClosed
        }
        if isClosed { gate.close() }
    }

    func close() {
        let gates = state.withLock { state in
            state.isClosed = true
            return state.gates.compactMap(\.gate)
        }
        for gate in gates { gate.close() }
    }
}
