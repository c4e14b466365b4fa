// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaProducer {
    /// Waits until nothing is queued or on its way, what is sent meanwhile included: under a load that doesn't pause it
    /// ends by its time. What is to be known of certain records tells awaiting their sends.
    ///
    /// - Parameter timeout: how long at most.
    /// - Throws: `timedOut` when something is left by then; it goes on being sent. `cancelled` when the task is.
    public func flush(timeout: Duration) async throws(KafkaError) {
        let deadline = ContinuousClock.now + timeout
        let isCancelled = CancellationFlag()
        let core = core
        let result: Result<Void, KafkaError> = await withTaskCancellationHandler {
            do throws(KafkaError) {
                return try await NativeThread.run("kafka-flush") { core.flush(by: deadline, timeout, isCancelled) }
            } catch {
                return .failure(error)
            }
        } onCancel: {
            isCancelled.set()
        }
        try result.get()
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
