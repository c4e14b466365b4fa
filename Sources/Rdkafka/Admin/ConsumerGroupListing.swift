// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A consumer group in a list of them.
public struct ConsumerGroupListing: Sendable, Hashable {
    /// Its id.
    public let groupID: String
    /// Whether it only keeps offsets, for consumers that assign their partitions themselves.
    public let isSimple: Bool
    /// Its state.
    public let state: ConsumerGroupState
    /// Its protocol; nil where librdkafka does not tell it, which it does since 2.6.
    public let type: ConsumerGroupType?
}
