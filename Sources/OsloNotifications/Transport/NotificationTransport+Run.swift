// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationTransport {
    /// Goes on until the transport is closed, for a program whose parts all run; sending doesn't need it.
    ///
    /// Cancelling the task closes it, as ``close(timeout:)`` does, and so does the service group that it runs in, where
    /// the trait `ServiceLifecycle` is on.
    public func run() async {
        await closed.wait { Task { await self.close() } }
    }
}
