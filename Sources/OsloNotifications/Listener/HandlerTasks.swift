// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The tasks of a listener that handle records. They can be left behind, which those of a task group can't: a handler
/// that never returns must not keep its listener from ending.
final class HandlerTasks: Sendable {
    private struct State {
        var tasks: [Int: Task<Void, Never>] = [:]
        var lastID = 0
        var isCancelled = false
        var failure: NotificationError?
        var overdue = 0
    }

    private let state = Lock(State())
    private let end = ActivitySignal()

    /// How many have not ended.
    var count: Int { state.withLock { $0.tasks.count } }

    /// Why the listener is to end.
    var failure: NotificationError? { state.withLock { $0.failure } }

    /// How much was not done when the time for it was up, whatever has become of it since.
    var overdue: Int { state.withLock { $0.overdue } }

    /// Starts one, with the priority and the task-local values of the caller.
    func start(_ body: @escaping @Sendable () async -> Void) {
        state.withLock { state in
            state.lastID += 1
            let id = state.lastID
            let task = Task {
                await body()
                self.ended(id)
            }
            if state.isCancelled { task.cancel() }
            if state.tasks.isEmpty { end.arm() }
            state.tasks[id] = task
        }
    }

    /// One could not do what it had to. The first error counts.
    func fail(_ error: NotificationError) {
        state.withLock { $0.failure = $0.failure ?? error }
    }

    /// Cancels those that run, and those that are still to come.
    ///
    /// - Parameter overdue: how much is not done though the time for it is up.
    func cancel(overdue: Int = 0) {
        let tasks = state.withLock { state in
            state.isCancelled = true
            state.overdue = max(state.overdue, overdue)
            return Array(state.tasks.values)
        }
        for task in tasks { task.cancel() }
    }

    /// Waits until all have ended, or are left behind; for so long at most, or for ever.
    func waitForEnd(_ timeout: Duration? = nil) async {
        _ = await end.wait(timeout)
    }

    /// Nobody waits for those any more that run now.
    func leave() {
        end.set()
    }

    private func ended(_ id: Int) {
        state.withLock { state in
            state.tasks[id] = nil
            if state.tasks.isEmpty { end.set() }
        }
    }
}
