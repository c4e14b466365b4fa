// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationTransport {
    /// Waits until everything that was sent or posted before has its answer.
    ///
    /// - Parameter timeout: how long at most.
    /// - Throws: `timedOut` when something is left by then, `cancelled`, `closed`.
    public func flush(timeout: Duration) async throws(NotificationError) {
        let deadline = ContinuousClock.now + timeout
        if case .memory(let producer) = carrier { try producer.checkIsOpen() }
        for producer in producers {
            do {
                try await producer.flush(timeout: max(.zero, deadline - .now))
            } catch {
                throw NotificationError(error)
            }
        }
    }

    /// Stops all listeners and replays and sends what is queued, then ends. Cancelling the task doesn't shorten it. A
    /// listener or replay that is begun meanwhile or afterwards is refused with `closed`.
    ///
    /// Both begin at once, so that a handler that doesn't end takes no time from what is queued.
    ///
    /// - Parameter timeout: how long to go on; what is left then fails, and is counted in the report.
    @discardableResult
    public func close(timeout: Duration = .seconds(30)) async -> TransportCloseReport {
        defer { closed.end() }
        let deadline = ContinuousClock.now + timeout
        beginClosing()
        // Not a child task: it must not be cancelled with the caller's. What it can't do is in the report.
        let flushes = producers.map { producer in Task { try? await producer.flush(timeout: timeout) } }
        await listeners.close(by: deadline)
        for flush in flushes { await flush.value }
        for driver in drivers { await driver.close(timeout: max(.zero, deadline - .now)) }
        var total = TransportCloseReport(unacknowledged: 0, acknowledged: 0, failed: 0)
        if case .memory(let producer) = carrier {
            producer.shutdown()
            total = TransportCloseReport(unacknowledged: 0, acknowledged: producer.delivered, failed: 0)
        }
        for producer in producers {
            let report = await producer.shutdown(timeout: max(.zero, deadline - .now))
            total = TransportCloseReport(
                unacknowledged: total.unacknowledged + report.unacknowledged,
                acknowledged: total.acknowledged + report.delivered, failed: total.failed + report.failed)
        }
        return total
    }

    /// What was sent so far, and what is on its way. Over memory nothing is ever on its way.
    public var counters: TransportCounters {
        var counters = TransportCounters()
        if case .memory(let producer) = carrier { counters.delivered = producer.delivered }
        for producer in producers {
            let more = producer.counters
            counters.delivered += more.delivered
            counters.failed += more.failed
            counters.inFlightRecords += more.inFlightRecords
            counters.inFlightBytes += more.inFlightBytes
        }
        return counters
    }

    private var producers: [KafkaProducer] {
        guard case .kafka(let producer) = carrier else { return [] }
        return [producer] + otherProducers.all
    }
}
