// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The notifications of a listener, one by one, each to be acknowledged. See ``NotificationListener/notifications``.
public struct NotificationDeliveries: AsyncSequence, Sendable {
    /// What makes going on impossible.
    public typealias Failure = NotificationError
    /// A notification.
    public typealias Element = NotificationDelivery

    let listener: NotificationListener

    /// Begins to receive with the first element that is asked for.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(reception: Reception(listener))
    }

    /// What receives. When it goes away the listener is shut down in the background.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let reception: Reception

        /// The next notification; nil when the listener was shut down, and when the task is cancelled.
        ///
        /// - Throws: what makes going on impossible, as ``NotificationListener/run()`` does; `closed` when the listener
        ///   receives already, or did.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(NotificationError) -> NotificationDelivery? {
            try await reception.next(by: nil)
        }

        /// The next notification; nil when the listener was shut down, and when the task is cancelled.
        public mutating func next() async throws(NotificationError) -> NotificationDelivery? {
            try await reception.next(by: nil)
        }
    }
}
