// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConfiguration {
    /// Which replicas must have a record before it counts as delivered.
    public enum Acknowledgement: String, Sendable, Hashable {
        /// None: the broker doesn't even answer.
        case none = "0"
        /// The partition's leader.
        case leader = "1"
        /// All that are in sync.
        case all
    }

    /// How records are compressed on their way and on the broker's disk.
    public enum Compression: String, Sendable, Hashable {
        /// Not at all.
        case none
        /// RFC 1952: small, and dear to compress.
        case gzip
        /// Fast, and not as small as the others.
        case snappy
        /// Fast: the cheapest to compress and to read.
        case lz4
        /// The smallest for what it costs; brokers have it from Kafka 2.1 on.
        case zstd
    }

    /// Where a group starts in a partition that it has no valid offset of.
    public enum OffsetReset: String, Sendable, Hashable {
        /// At the first record there is.
        case earliest
        /// At the end: only records that come from now on.
        case latest
        /// Nowhere: it is an error.
        case error
    }

    /// How the members of a group share its partitions.
    public enum Assignor: String, Sendable, Hashable {
        /// Ranges of each topic's partitions.
        case range
        /// Partitions one by one, in turn.
        case roundRobin = "roundrobin"
        /// As they are now where that is possible, moving only what has to move. Not to be mixed with the others.
        case cooperativeSticky = "cooperative-sticky"
    }

    /// Who decides which member of a group gets what.
    public enum GroupProtocol: String, Sendable, Hashable {
        /// One of the members, by ``KafkaConfiguration/assignors``.
        case classic
        /// The broker (KIP-848), on Kafka 4.0 and newer; with librdkafka 2.12 and newer.
        case consumer
    }
}
