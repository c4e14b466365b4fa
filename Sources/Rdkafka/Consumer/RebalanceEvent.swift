// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A change of the partitions that a consumer reads.
public enum RebalanceEvent: Sendable, Hashable {
    /// These are given to it. It starts to read them when the handler returns.
    case assigned([TopicPartition])
    /// These are taken from it. It keeps them until the handler returns; what is stored by then is committed.
    case revoked([TopicPartition])
    /// These were taken from it, because it was not heard of for too long. They may have another reader already: their
    /// offsets can't be committed any more.
    case lost([TopicPartition])
}

/// Is called before a change of partitions takes effect, and holds it up until it returns, or until the consumer's
/// rebalance timeout has passed.
public typealias RebalanceHandler = @Sendable (RebalanceEvent) async -> Void
