// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Waits for the first of several things to happen; what comes later is ignored.
final class FirstOf<Event: Sendable>: Sendable {
    private struct State {
        var event: Event?
        var waiter: UnsafeContinuation<Event, Never>?
    }

    private let state = Lock(State())

    /// The event has happened. Only the first one counts.
    func happened(_ event: Event) {
        let waiter: UnsafeContinuation<Event, Never>? = state.withLock { state in
            guard state.event == nil else { return nil }
            state.event = event
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: event)
    }

    /// Whether anything has happened.
    var isOver: Bool {
        state.withLock { $0.event != nil }
    }

    /// The first event. For one task.
    func first() async -> Event {
        await withUnsafeContinuation { continuation in
            let event = state.withLock { state in
                if state.event == nil { state.waiter = continuation }
                return state.event
            }
            if let event { continuation.resume(returning: event) }
        }
    }
}
