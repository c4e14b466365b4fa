// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The notifications of a listener in batches. See ``NotificationListener/batches(maximumCount:maximumWait:)``.
public struct NotificationBatches: AsyncSequence, Sendable {
    /// What makes going on impossible.
    public typealias Failure = NotificationError
    /// Notifications, of any partitions; those of one are in order.
    public typealias Element = [NotificationDelivery]

    let listener: NotificationListener
    let maximumCount: Int
    let maximumWait: Duration

    /// Begins to receive with the first batch that is asked for.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(
            reception: Reception(listener), maximumCount: Swift.max(1, maximumCount), maximumWait: maximumWait)
    }

    /// What receives. When it goes away the listener is shut down in the background.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let reception: Reception
        let maximumCount: Int
        let maximumWait: Duration

        /// The next batch, of at least one notification; nil when the listener was shut down, and when the task is
        /// cancelled.
        ///
        /// - Throws: what makes going on impossible; `closed` when the listener receives already, or did.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(NotificationError) -> [NotificationDelivery]? {
            guard let first = try await reception.next(by: nil) else { return nil }
            let deadline = ContinuousClock.now + maximumWait
            var batch = [first]
            while batch.count < maximumCount, let next = try await reception.next(by: deadline) {
                batch.append(next)
            }
            return batch
        }

        /// The next batch, of at least one notification.
        public mutating func next() async throws(NotificationError) -> [NotificationDelivery]? {
            try await next(isolation: nil)
        }
    }
}
