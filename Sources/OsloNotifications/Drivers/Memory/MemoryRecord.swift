// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// A record in a ``MemoryBroker``.
struct MemoryRecord: Sendable, InboundRecord {
    let place: TopicPartition
    let offset: Int64
    /// Milliseconds since 1970 (UTC).
    let timestamp: Int64?
    let key: [UInt8]?
    let value: [UInt8]?
    var headers: [RecordHeader]
    /// How many topics of this name had been deleted before its own was made.
    var generation = 0

    var topic: String { place.topic }
    var partition: Int32 { place.partition }
}
