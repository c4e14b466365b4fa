// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaProducer {
    /// Waits until everything that was queued before has its report.
    ///
    /// - Parameter timeout: how long at most.
    /// - Throws: `timedOut` when something is left by then; it goes on being sent. `cancelled` when the task is.
    public func flush(timeout: Duration) async throws(KafkaError) {
        let deadline = ContinuousClock.now + timeout
        while true {
            if Task.isCancelled { throw KafkaError(.cancelled, "the task was cancelled during a flush") }
            // In slices, so that a cancelled task doesn't stay to the end.
            if try await flushSlice(deadline - .now) { return }
            if deadline <= .now {
                let left = core.gate.inFlight.records
                throw KafkaError(
                    .timedOut, "\(left) records are not acknowledged after \(timeout.seconds) s", isRetriable: true)
            }
        }
    }

    private func flushSlice(_ left: Duration) async throws(KafkaError) -> Bool {
        let core = core
        let isDone: Bool? = try await NativeThread.run("kafka-flush") {
            guard core.gate.beginCall() else { return nil }
            defer { core.gate.endCall() }
            return core.flushSlice(left)
        }
        guard let isDone else { throw .producerShutDown }
        return isDone
    }

    /// Ends the producer: takes no more records, sends what is queued until the time is up, makes the rest fail.
    ///
    /// Returns within the timeout and a moment, whatever brokers and name servers do: a few seconds more at most, when
    /// records' reports or their handlers are late. What then holds librdkafka's threads up ends in the background, and the
    /// report says so.
    /// Calling it again waits for the same end. Cancelling the task doesn't shorten it.
    ///
    /// - Parameter timeout: how long to go on sending what is queued.
    /// - Returns: how many were not acknowledged.
    @discardableResult
    public func shutdown(timeout: Duration = .seconds(30)) async -> ProducerShutdownReport {
        await Resumption.wait { core.shutDown(timeout: timeout, $0) }
    }
}
