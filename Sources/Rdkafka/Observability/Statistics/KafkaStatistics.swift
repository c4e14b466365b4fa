// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What librdkafka measures in a client, as it is emitted every `statistics.interval.ms`.
///
/// The names that librdkafka's `STATISTICS.md` has for the values are with each of them. Totals count from the client's
/// beginning; all else is of the moment. Sizes are bytes. What a version of librdkafka doesn't emit is 0, empty or nil.
public struct KafkaStatistics: Sendable, Hashable {
    /// `name`: the client, such as `rdkafka#producer-1`.
    public var name = ""
    /// `client_id`: the property `client.id`.
    public var clientID = ""
    /// `type`: `producer` or `consumer`.
    public var type = ""
    /// `ts`: librdkafka's monotonic clock, microseconds.
    public var clock = 0
    /// `time`: seconds since 1970 (UTC).
    public var time = 0
    /// `age`: microseconds since the client was made.
    public var age = 0
    /// `replyq`: events that wait to be taken.
    public var queuedEvents = 0
    /// `msg_cnt`: records in the producer's queues, those in flight included.
    public var queuedRecords = 0
    /// `msg_size`: their bytes.
    public var queuedBytes = 0
    /// `msg_max`: the bound of `queuedRecords`, which is twice the producer's own.
    public var queuedRecordsLimit = 0
    /// `msg_size_max`: the bound of `queuedBytes`, which is twice the producer's own.
    public var queuedBytesLimit = 0
    /// `tx`: requests sent, in total.
    public var requestsSent = 0
    /// `tx_bytes`: their bytes.
    public var bytesSent = 0
    /// `rx`: responses received, in total.
    public var responsesReceived = 0
    /// `rx_bytes`: their bytes.
    public var bytesReceived = 0
    /// `txmsgs`: records sent, in total.
    public var recordsSent = 0
    /// `txmsg_bytes`: their bytes, with what frames them.
    public var recordBytesSent = 0
    /// `rxmsgs`: records consumed, in total.
    public var recordsReceived = 0
    /// `rxmsg_bytes`: their bytes, with what frames them.
    public var recordBytesReceived = 0
    /// `metadata_cache_cnt`: topics whose metadata is known.
    public var cachedTopics = 0
    /// `brokers`, in the order in which they are emitted. One of a name without an address, such as `GroupCoordinator`,
    /// is a connection of its own to a broker that is there twice.
    public var brokers: [Broker] = []
    /// `topics`.
    public var topics: [Topic] = []
    /// `cgrp`: the consumer's membership in its group; nil without one.
    public var group: Group?
    /// `eos`: the idempotent or transactional producer; nil for another one.
    public var idempotence: Idempotence?
    /// `fatal`: why the client can't go on; nil as long as it can.
    public var fatalError: FatalError?

    /// Statistics in which nothing has happened, for a test to fill.
    public init() {}
}
