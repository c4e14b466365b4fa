// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a transport has sent so far, and what is on its way, in Kafka records: a notification is one for each topic.
public struct TransportCounters: Sendable, Hashable {
    /// Records that the broker acknowledged.
    public internal(set) var delivered = 0
    /// Records that failed, for whatever reason, refused ones included.
    public internal(set) var failed = 0
    /// Records between the transport and the broker's acknowledgement.
    public internal(set) var inFlightRecords = 0
    /// Their bytes of key and value.
    public internal(set) var inFlightBytes = 0
}
