// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConsumer {
    /// Goes on until the consumer is shut down, for a program whose parts all run; reading doesn't need it.
    ///
    /// Cancelling the task shuts the consumer down, as ``shutdown(timeout:)`` does, and so does the service group that it
    /// runs in, where the trait `ServiceLifecycle` is on. ``batches`` end with it.
    public func run() async {
        let core = core
        await core.shutdown.ended.wait { core.shutDown(timeout: .seconds(10), nil) }
    }
}
