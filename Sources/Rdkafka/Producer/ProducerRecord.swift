// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A record to be produced.
public struct ProducerRecord: Sendable, Hashable {
    /// The topic, 1 to 249 of `A-Z a-z 0-9 . _ -`.
    public var topic: String
    /// The key; nil, which is not the same as empty, is no key. Records of one key go to one partition.
    public var key: [UInt8]?
    /// The value; nil, which is not the same as empty, is a tombstone.
    public var value: [UInt8]?
    /// The headers, in order; names may repeat.
    public var headers: [RecordHeader]
    /// The partition; nil leaves it to the partitioner.
    public var partition: Int32?
    /// Milliseconds since 1970 (UTC); nil is the time of sending.
    public var timestamp: Int64?

    /// A record.
    public init(
        topic: String,
        key: [UInt8]? = nil,
        value: [UInt8]?,
        headers: [RecordHeader] = [],
        partition: Int32? = nil,
        timestamp: Int64? = nil
    ) {
        self.topic = topic
        self.key = key
        self.value = value
        self.headers = headers
        self.partition = partition
        self.timestamp = timestamp
    }

    /// What the record counts against the bound of the queue: bytes of key and value.
    var size: Int {
        (key?.count ?? 0) + (value?.count ?? 0)
    }
}
