// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// An error that a consumer met in a topic or in one of its partitions. It reads on as soon as it can.
public struct ConsumerPartitionError: Sendable {
    /// The topic, where librdkafka tells it; it may be in the error's message only.
    public let topic: String?
    /// The partition, where the error is about one.
    public let partition: Int32?
    /// What went wrong.
    public let error: KafkaError
}
