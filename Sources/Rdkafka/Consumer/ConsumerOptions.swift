// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a consumer is told besides librdkafka's properties.
public struct ConsumerOptions: Sendable, Hashable {
    /// The largest number of records in a batch, 1 to 1 000 000. Unless ``maxBatchWait`` is set a batch is given out as
    /// soon as there is one record.
    public var maxBatchCount: Int
    /// About how many bytes of keys and values a batch has at most, unless one record has more; 4 MiB unless told
    /// otherwise. How large records are is known when they are read: a batch goes by the one before, and the first one, and
    /// one in which large records follow small ones, may have more.
    public var maxBatchBytes = 4 << 20
    /// How long, in whole milliseconds, a batch waits to become full after its first record. It is given out at once
    /// when it is; zero waits for nothing.
    public var maxBatchWait: Duration
    /// How long the rebalance handler may hold a rebalance up. It should be well below `max.poll.interval.ms`, after
    /// which the group goes on without this consumer.
    public var rebalanceTimeout: Duration
    /// Whether the headers of records are read. librdkafka allocates for that even where a record has none, which makes
    /// small records a tenth dearer to consume; without it all records are as if they had no headers.
    public var readsHeaders: Bool

    /// Batches of at most 1000 records that wait for nothing, 30 seconds for the handler of a rebalance, headers unless
    /// told otherwise.
    public init(
        maxBatchCount: Int = 1000, maxBatchWait: Duration = .zero, rebalanceTimeout: Duration = .seconds(30),
        readsHeaders: Bool = true
    ) {
        self.maxBatchCount = maxBatchCount
        self.maxBatchWait = maxBatchWait
        self.rebalanceTimeout = rebalanceTimeout
        self.readsHeaders = readsHeaders
    }
}

extension ConsumerOptions {
    private static let batchCounts = 1...1_000_000

    func check() throws(KafkaError) {
        guard !Self.batchCounts.contains(maxBatchCount) else { return }
        throw KafkaError(
            .invalidArgument,
            "maxBatchCount can't be \(maxBatchCount): \(Self.batchCounts.lowerBound) to \(Self.batchCounts.upperBound) "
                + "is allowed")
    }
}
