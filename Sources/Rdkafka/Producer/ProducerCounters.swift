// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a producer has done so far, and what is on its way.
public struct ProducerCounters: Sendable, Hashable {
    /// Records that the broker acknowledged.
    public let delivered: Int
    /// Records that failed, for whatever reason, refused ones included.
    public let failed: Int
    /// Records between the producer and the broker's acknowledgement.
    public let inFlightRecords: Int
    /// Their bytes of key and value.
    public let inFlightBytes: Int
}
