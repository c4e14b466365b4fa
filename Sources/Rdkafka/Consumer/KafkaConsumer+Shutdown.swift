// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConsumer {
    /// Leaves the group: stops reading, lets the rebalance handler finish, commits what is stored.
    ///
    /// Returns within the timeout and a fifth of a second, whatever the brokers do, and says what was left. Calling it
    /// again waits for the same end. Cancelling the task doesn't shorten it.
    ///
    /// - Parameter timeout: how long to try to leave the group properly.
    @discardableResult
    public func shutdown(timeout: Duration = .seconds(10)) async -> ConsumerShutdownReport {
        await Resumption.wait { core.shutDown(timeout: timeout, $0) }
    }
}
