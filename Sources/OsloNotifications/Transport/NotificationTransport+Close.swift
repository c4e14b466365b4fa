// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationTransport {
    /// Waits until everything that was sent or posted before has its answer.
    ///
    /// - Parameter timeout: how long at most.
    /// - Throws: `timedOut` when something is left by then, `cancelled`, `closed`.
    public func flush(timeout: Duration) async throws(NotificationError) {
        do {
            try await producer.flush(timeout: timeout)
        } catch {
            throw NotificationError(error)
        }
    }

    /// Stops all listeners and sends what is queued, then ends. Cancelling the task doesn't shorten it.
    ///
    /// Both begin at once, so that a handler that doesn't end takes no time from what is queued.
    ///
    /// - Parameter timeout: how long to go on; what is left then fails, and is counted in the report.
    @discardableResult
    public func close(timeout: Duration = .seconds(30)) async -> TransportCloseReport {
        defer { closed.end() }
        let deadline = ContinuousClock.now + timeout
        // Not a child task: it must not be cancelled with the caller's. What it can't do is in the report.
        let flush = Task { [producer] in try? await producer.flush(timeout: timeout) }
        await withDiscardingTaskGroup { group in
            for listener in listeners.takeAll() {
                group.addTask { await listener.shutdown(timeout: max(.zero, deadline - .now)) }
            }
        }
        await flush.value
        let report = await producer.shutdown(timeout: max(.zero, deadline - .now))
        return TransportCloseReport(
            unacknowledged: report.unacknowledged, acknowledged: report.delivered, failed: report.failed)
    }
}
