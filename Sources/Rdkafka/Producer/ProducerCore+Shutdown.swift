// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ProducerCore {
    /// How long a shutdown waits, beyond its time, for the reports of records that it made fail. They come at once, unless
    /// a thread of the client is held up, as by a name server that doesn't answer.
    private static let purgeGrace = Duration.seconds(2)
    /// How long the client is waited for in the background.
    private static let endGrace = Duration.seconds(600)

    /// Starts to close, unless that has begun, and tells `waiter` when it is done.
    func shutDown(timeout: Duration, _ waiter: Shutdown<ProducerShutdownReport>.Waiter?) {
        let deadline = ContinuousClock.now + timeout
        gate.close()
        channels.close()
        transactions.beginClosing(by: deadline)
        shutdown.begin(waiter) { self.close(by: deadline) }
    }

    var lastFatalError: KafkaError? { fatal.withLock { $0 } }

    private func close(by deadline: ContinuousClock.Instant) -> ProducerShutdownReport {
        let purgedBefore = table.purgedCount
        let transaction = transactions.end(by: deadline)
        while !flushSlice(deadline - .now), ContinuousClock.now < deadline {}
        let isEmpty = purge(by: .now + Self.purgeGrace)
        if !isEmpty { table.slots.abandonAll() }
        table.activity.wait(by: .now + .seconds(5))
        let fatalError = handle.fatalError
        fatal.withLock { $0 = fatalError }
        let unacknowledged = table.purgedCount - purgedBefore + gate.inFlight.records
        // librdkafka's threads may take long to end, and must not have the client taken away.
        let hasEnded = NativeThread.runEnd(by: deadline) { self.end() }
        if hasEnded == nil { events.report(.warning, "the client ends later", facility: "CLOSE") }
        return ProducerShutdownReport(
            unacknowledged: unacknowledged,
            delivered: table.deliveredCount,
            failed: table.failedCount,
            transaction: transaction,
            hasEnded: hasEnded ?? false
        )
    }

    /// Ends the client when nothing of it is in use any more. True when it has ended. Blocks.
    private func end() -> Bool {
        let bound = ContinuousClock.now + Self.endGrace
        while !purge(by: .now + .milliseconds(100)), ContinuousClock.now < bound {
            // Of those that were just being sent before.
            table.slots.abandonAll()
            NativeThread.pause(microseconds: 100_000)
        }
        let isEmpty = !isInUse
        pollThread.stop()
        events.end()
        if isEmpty {
            handle.destroy()
        } else {
            // A record without a report: librdkafka may still touch it, so its memory stays.
            events.report(
                .error, "\(gate.inFlight.records) records have no report; the client is left as it is",
                facility: "CLOSE")
        }
        return isEmpty
    }

    private var isInUse: Bool { gate.inFlight.records > 0 || gate.callsUnderWay > 0 }

    /// Makes what is left fail, and waits until everything has its report. Senders that passed the gate before it
    /// closed may still be handing their records over, hence again and again.
    private func purge(by bound: ContinuousClock.Instant) -> Bool {
        while isInUse {
            guard ContinuousClock.now < bound else { return false }
            // Not waiting for the client's threads, one of which may be waiting for a name server.
            if gate.inFlight.records > 0 { handle.purge() }
            _ = flushSlice(.milliseconds(10))
            NativeThread.pause(microseconds: 200)
        }
        return true
    }

    /// Blocks until nothing is queued.
    func flush(
        by deadline: ContinuousClock.Instant, _ timeout: Duration, _ isCancelled: CancellationFlag
    ) -> Result<Void, KafkaError> {
        guard gate.beginCall() else { return .failure(.producerShutDown) }
        defer { gate.endCall() }
        // In slices, so that a cancelled task doesn't stay to the end, nor a shutdown.
        while !isCancelled.isSet, !gate.isClosed {
            if flushSlice(deadline - .now) { return .success(()) }
            guard ContinuousClock.now < deadline else {
                let left = gate.inFlight.records
                let text = "\(left) records are not acknowledged after \(timeout.seconds) s"
                return .failure(KafkaError(.timedOut, text, isRetriable: true))
            }
        }
        return .failure(
            isCancelled.isSet ? KafkaError(.cancelled, "the task was cancelled during a flush") : .producerShutDown)
    }

    /// Blocks until nothing is queued, for so long and no longer than a tenth of a second. True when nothing is.
    func flushSlice(_ left: Duration) -> Bool {
        // A flush serves the queue that the poll thread waits on, and may take a wake-up meant for it.
        defer { pollThread.loop.wake() }
        return handle.flush(milliseconds: min(left, .milliseconds(100)).pollMilliseconds)
    }
}
