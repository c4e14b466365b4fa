// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The records of a consumer one by one, until it is shut down.
///
/// They are taken out of batches, without a suspension for each. Records that were not reached when the iteration ends,
/// by `break` or cancellation, come to whoever iterates next. A record of a partition that is given up, paused or
/// sought elsewhere meanwhile is not given out, though its batch was read before.
public struct ConsumerRecords: AsyncSequence, Sendable {
    /// What is thrown: only what ends the consumer.
    public typealias Failure = KafkaError
    /// What comes.
    public typealias Element = ConsumerRecord

    let consumer: KafkaConsumer
    let errorHandler: (@Sendable (ConsumerPartitionError) -> Void)?

    /// An iterator, which keeps the consumer alive.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(cursor: RecordCursor(consumer), errorHandler: errorHandler)
    }

    /// Gives out the records of a consumer.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let cursor: RecordCursor
        let errorHandler: (@Sendable (ConsumerPartitionError) -> Void)?

        /// The next record; nil at the end, and when the task is cancelled.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(KafkaError) -> ConsumerRecord? {
            while true {
                if let record = cursor.next() { return record }
                guard try await cursor.refill() else { return nil }
                cursor.tellErrors(errorHandler)
            }
        }

        /// The next record; nil at the end, and when the task is cancelled.
        public mutating func next() async throws(KafkaError) -> ConsumerRecord? {
            try await next(isolation: #isolation)
        }
    }
}
