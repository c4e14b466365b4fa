// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaStatistics {
    /// A topic that the client uses.
    public struct Topic: Sendable, Hashable {
        /// `topic`: its name.
        public var name = ""
        /// `age`: milliseconds since the client knows it.
        public var age = 0
        /// `metadata_age`: milliseconds since a broker told about it.
        public var metadataAge = 0
        /// `batchsize`: bytes of a batch.
        public var batchSize = Window()
        /// `batchcnt`: records of a batch.
        public var batchCount = Window()
        /// `partitions`: without librdkafka's own partition -1, where records wait for a partition.
        public var partitions: [Partition] = []

        /// A topic without partitions.
        public init() {}
    }
}
