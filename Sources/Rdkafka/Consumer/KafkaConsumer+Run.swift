// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConsumer {
    /// Goes on until the consumer is shut down, for a program whose parts all run; reading doesn't need it.
    ///
    /// Cancelling the task shuts the consumer down, as ``shutdown(timeout:)`` does, and so does the service group that
    /// it runs in, where the trait `ServiceLifecycle` is on. ``batches`` end with it.
    public func run() async {
        let core = core
        await core.shutdown.ended.wait { core.shutDown(timeout: .seconds(10), nil) }
    }

    /// Handles batches, one after the other, until the consumer is shut down, and then leaves the group.
    ///
    /// Cancelling the task ends it, and so does the service group that it runs in, where the trait `ServiceLifecycle`
    /// is on: what is being handled is finished first, and the offsets that are stored by then are committed.
    ///
    /// - Parameter handle: is called with each batch; has to store the offsets of what is done.
    /// - Throws: what `handle` throws, and a fatal error of the client. The consumer is shut down then too.
    public func run(_ handle: @Sendable (ConsumerRecordBatch) async throws -> Void) async throws {
        do {
            try await withGracefulShutdown(core.endBatches) {
                for try await batch in batches { try await handle(batch) }
            }
        } catch {
            await shutdown()
            throw error
        }
        await shutdown()
    }
}
