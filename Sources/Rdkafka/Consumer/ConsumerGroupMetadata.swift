// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a consumer is in its group: the group, its generation and the member's name.
///
/// A transactional producer that commits a consumer's offsets sends it along, so that the coordinator refuses them from
/// one that is not a member any more (KIP-447). It is a value of one moment: take it anew for each transaction, since
/// it changes with every rebalance.
public struct ConsumerGroupMetadata: Sendable, Hashable {
    /// librdkafka's form of it, which `rd_kafka_consumer_group_metadata_write` documents as opaque.
    let bytes: [UInt8]
}
