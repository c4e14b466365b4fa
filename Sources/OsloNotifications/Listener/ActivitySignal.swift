// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Lets others wait, for a time, until something that was begun has ended.
final class ActivitySignal: Sendable {
    private struct State {
        var isRunning = false
        var waiters: [Int: UnsafeContinuation<Bool, Never>] = [:]
        var nextID = 0
        /// Whose time was up before they waited.
        var expired: Set<Int> = []
    }

    private let state = Lock(State())

    func arm() {
        state.withLock { $0.isRunning = true }
    }

    func set() {
        let waiters = state.withLock { state in
            state.isRunning = false
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume(returning: true) }
    }

    /// Whether it ended in time; at once when it never began. Nil is as long as it takes.
    func wait(_ timeout: Duration?) async -> Bool {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let timer = timeout.map { timeout in
            Task {
                try? await Task.sleep(for: timeout)
                expire(id)
            }
        }
        defer { timer?.cancel() }
        return await withUnsafeContinuation { (waiter: UnsafeContinuation<Bool, Never>) in
            let answer: Bool? = state.withLock { state in
                if !state.isRunning { return true }
                if state.expired.remove(id) != nil { return false }
                state.waiters[id] = waiter
                return nil
            }
            if let answer { waiter.resume(returning: answer) }
        }
    }

    private func expire(_ id: Int) {
        let waiter = state.withLock { state in
            let waiter = state.waiters.removeValue(forKey: id)
            if waiter == nil, state.isRunning { state.expired.insert(id) }
            return waiter
        }
        waiter?.resume(returning: false)
    }
}
