// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if ServiceLifecycle
public import ServiceLifecycle

/// A consumer with what handles its batches, as one service: when its group shuts down, the batch that is being handled is
/// finished, what is stored is committed, and the consumer leaves its own group.
public struct KafkaConsumerService: Service {
    private let consumer: KafkaConsumer
    private let handle: @Sendable (ConsumerRecordBatch) async throws -> Void

    /// A service.
    ///
    /// - Parameters:
    ///   - consumer: the consumer, subscribed.
    ///   - handle: is called with each batch; has to store the offsets of what is done. An error that it throws is the
    ///     service's.
    public init(_ consumer: KafkaConsumer, handle: @escaping @Sendable (ConsumerRecordBatch) async throws -> Void) {
        self.consumer = consumer
        self.handle = handle
    }

    /// Handles batches until the service group shuts down.
    public func run() async throws {
        try await consumer.run(handle)
    }
}
#endif
