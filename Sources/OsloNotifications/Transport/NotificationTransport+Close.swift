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
    /// - Parameter timeout: how long to go on; what is left then fails, and is counted in the report.
    @discardableResult
    public func close(timeout: Duration = .seconds(30)) async -> TransportCloseReport {
        let deadline = ContinuousClock.now + timeout
        for listener in listeners.takeAll() { await listener.shutdown(timeout: max(.zero, deadline - .now)) }
        let report = await producer.shutdown(timeout: max(.zero, deadline - .now))
        return TransportCloseReport(
            unacknowledged: report.unacknowledged, acknowledged: report.delivered, failed: report.failed)
    }
}
