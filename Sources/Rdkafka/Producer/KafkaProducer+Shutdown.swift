// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaProducer {
    /// Waits until everything that was queued before has its report.
    ///
    /// - Parameter timeout: how long at most.
    /// - Throws: `timedOut` when something is left by then; it goes on being sent. `cancelled` when the task is.
    public func flush(timeout: Duration) async throws(KafkaError) {
        let deadline = ContinuousClock.now + timeout
        let core = core
        while true {
            if core.gate.isClosed { throw .producerShutDown }
            if Task.isCancelled { throw KafkaError(.cancelled, "the task was cancelled during a flush") }
            // In slices, so that a cancelled task doesn't stay to the end.
            core.gate.enterCall()
            let slice = min(deadline - .now, .milliseconds(100))
            let isDone = try await NativeThread.run("kafka-flush") {
                defer { core.gate.leave(InFlightGate.Load(records: 1, bytes: 0)) }
                return core.gate.isClosed || core.handle.flush(milliseconds: slice.pollMilliseconds)
            }
            if isDone { return }
            if deadline <= .now {
                let left = core.gate.inFlight.records
                throw KafkaError(
                    .timedOut, "\(left) records are not acknowledged after \(timeout.seconds) s", isRetriable: true)
            }
        }
    }

    /// Ends the producer: takes no more records, sends what is queued until the time is up, makes the rest fail.
    ///
    /// Returns within the timeout and the moment that it takes to end librdkafka's threads, whatever the brokers do.
    /// Calling it again waits for the same end. Cancelling the task doesn't shorten it.
    ///
    /// - Parameter timeout: how long to go on sending what is queued.
    /// - Returns: how many were not acknowledged.
    @discardableResult
    public func shutdown(timeout: Duration = .seconds(30)) async -> ProducerShutdownReport {
        await withUnsafeContinuation { core.shutDown(timeout: timeout, $0) }
    }
}
