// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a consumer is told besides librdkafka's properties.
public struct ConsumerOptions: Sendable, Hashable {
    /// The largest number of records in a batch. A batch is given out as soon as there is one record.
    public var maxBatchCount: Int
    /// How long the rebalance handler may hold a rebalance up. It should be well below `max.poll.interval.ms`, after
    /// which the group goes on without this consumer.
    public var rebalanceTimeout: Duration

    /// Batches of at most 1000 records, 30 seconds for the handler of a rebalance.
    public init(maxBatchCount: Int = 1000, rebalanceTimeout: Duration = .seconds(30)) {
        self.maxBatchCount = maxBatchCount
        self.rebalanceTimeout = rebalanceTimeout
    }
}
