// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The batches of a consumer, until it is shut down.
///
/// An error of a partition is part of a batch and ends nothing; only a fatal error is thrown. When the task is
/// cancelled the sequence ends for it, and goes on for whoever iterates next. Several tasks may iterate at once: each
/// batch goes to one of them.
public struct ConsumerBatches: AsyncSequence, Sendable {
    /// What is thrown.
    public typealias Failure = KafkaError
    /// What comes.
    public typealias Element = ConsumerRecordBatch

    let consumer: KafkaConsumer
    var maxCount: Int?
    var maxWait: Duration?

    /// An iterator, which keeps the consumer alive.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(consumer: consumer, maxCount: maxCount, maxWait: maxWait)
    }

    /// Gives out the batches of a consumer.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let consumer: KafkaConsumer
        let maxCount: Int?
        let maxWait: Duration?

        /// The next batch; nil at the end, and when the task is cancelled.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(KafkaError) -> ConsumerRecordBatch? {
            try await consumer.core.nextBatch(maxCount: maxCount, maxWait: maxWait)
        }

        /// The next batch; nil at the end, and when the task is cancelled.
        public mutating func next() async throws(KafkaError) -> ConsumerRecordBatch? {
            try await consumer.core.nextBatch(maxCount: maxCount, maxWait: maxWait)
        }
    }
}
