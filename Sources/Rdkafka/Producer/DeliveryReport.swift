// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What the broker answered to a record.
public struct DeliveryReport: Sendable, Hashable {
    /// The partition that has the record.
    public let partition: Int32
    /// Its offset there; nil where the broker doesn't tell, as with `acks=0`.
    public let offset: Int64?
    /// The record's time, milliseconds since 1970 (UTC): the sender's, or the broker's for a topic of log append time.
    public let timestamp: Int64?
    /// From queueing to the broker's answer.
    public let latency: Duration
    /// Whether the record is known to be stored.
    public let status: Status

    /// How sure it is that a record is stored.
    public enum Status: Sendable, Hashable {
        /// It is not.
        case notPersisted
        /// It was sent, and no answer came.
        case possiblyPersisted
        /// It is.
        case persisted
    }
}

/// What became of one record among several.
public typealias DeliveryResult = Result<DeliveryReport, KafkaError>
