// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaProducer {
    /// Goes on until the producer is shut down, for a program whose parts all run; sending doesn't need it.
    ///
    /// Cancelling the task shuts the producer down, with the 30 seconds of ``shutdown(timeout:)`` for what is queued, and
    /// so does the service group that it runs in, where the trait `ServiceLifecycle` is on.
    public func run() async {
        let core = core
        await core.shutdown.ended.wait { core.shutDown(timeout: .seconds(30), nil) }
    }
}
