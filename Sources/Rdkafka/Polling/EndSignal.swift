// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Something that ends once, for any number of tasks to wait on.
package final class EndSignal: Sendable {
    private struct State {
        var hasEnded = false
        var waiters: [Resumption<Void>] = []
    }

    private let state = Lock(State())

    /// Not ended yet.
    package init() {}

    /// It has ended; whoever waits goes on.
    package func end() {
        let waiters = state.withLock { state in
            state.hasEnded = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Waits until it has ended. Cancelling the task doesn't shorten it.
    package func wait() async {
        await Resumption.wait { (waiter: Resumption<Void>) in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.waiters.append(waiter) }
                return state.hasEnded
            }
            if hasEnded { waiter.resume() }
        }
    }

    /// Waits until it has ended, and sees to it with `shutDown` when the task is cancelled or its service group shuts
    /// down. That must return at once, and may be called more than once.
    package func wait(shuttingDownWith shutDown: @escaping @Sendable () -> Void) async {
        await withGracefulShutdown(shutDown) {
            await withTaskCancellationHandler {
                await wait()
            } onCancel: {
                shutDown()
            }
        }
    }
}
