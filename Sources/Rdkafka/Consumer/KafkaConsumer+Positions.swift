// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension KafkaConsumer {
    /// Where each partition was read to: the offset after the last record that was given out. Partitions of which none
    /// was are not in it.
    ///
    /// A batch is given out as a whole, also where ``records`` takes it apart: while such a loop runs this is after the
    /// last record of its batch. When the loop ends, it is after the last record that the loop had.
    public var positions: [TopicPartition: Int64] {
        core.assignment.positions
    }

    /// Where a partition was read to, as in ``positions``; nil when nothing was given out since it was assigned, or
    /// sought.
    public func position(of partition: TopicPartition) -> Int64? {
        core.assignment.positions[partition]
    }

    /// The offsets that the group has committed, with their metadata.
    ///
    /// - Parameters:
    ///   - partitions: any partitions, also of others.
    ///   - timeout: how long to wait for the group's coordinator.
    /// - Returns: for each partition the offset of the next record to be read, nil where none is committed, or an
    ///   error.
    /// - Throws: `timedOut`; `invalidArgument` for what is no partition; `cancelled` at once when the task is;
    ///   `shutDown` when the consumer has ended.
    public func committed(
        _ partitions: [TopicPartition], timeout: Duration = .seconds(30)
    ) async throws(KafkaError) -> [TopicPartition: Result<TopicPartitionOffset?, KafkaError>] {
        let context = "asking for committed offsets"
        try core.requireGroup(context)
        guard !partitions.isEmpty else { return [:] }
        for partition in partitions { try Self.check(partition) }
        let results = try await core.blocking(context, timeout: timeout) {
            $0.committed(partitions, milliseconds: $1)
        }.get(context)
        return Self.perPartition(results, context) { $0.offset < 0 ? nil : $0 }
    }

    /// The first offsets at or after a time.
    ///
    /// - Parameters:
    ///   - times: for each partition the time in milliseconds since 1970 (UTC).
    ///   - timeout: how long to wait for the partitions' leaders.
    /// - Returns: for each partition the offset of the first record that is not older, nil where there is none, or an
    ///   error.
    /// - Throws: `timedOut`; `invalidArgument` for what is no partition; `cancelled` at once when the task is;
    ///   `shutDown` when the consumer has ended.
    public func offsetsForTimes(
        _ times: [TopicPartition: Int64], timeout: Duration = .seconds(30)
    ) async throws(KafkaError) -> [TopicPartition: Result<Int64?, KafkaError>] {
        let context = "asking for offsets by time"
        guard !times.isEmpty else { return [:] }
        for partition in times.keys { try Self.check(partition) }
        let results = try await core.blocking(context, timeout: timeout) {
            $0.offsetsForTimes(times, milliseconds: $1)
        }.get(context)
        return Self.perPartition(results, context) { $0.offset < 0 ? nil : $0.offset }
    }

    /// Asks for the ends of a partition.
    ///
    /// - Parameters:
    ///   - partition: any partition.
    ///   - timeout: how long to wait for the partition's leader.
    /// - Throws: `timedOut`, `unknownTopicOrPartition`; `cancelled` at once when the task is; `shutDown` when the
    ///   consumer has ended.
    public func watermarks(
        of partition: TopicPartition, timeout: Duration = .seconds(30)
    ) async throws(KafkaError) -> OffsetWatermarks {
        let context = "asking for the ends of \(partition)"
        try Self.check(partition)
        return try await core.blocking(context, timeout: timeout) {
            $0.queryWatermarks(of: partition, milliseconds: $1)
        }.get(context)
    }

    /// The ends of a partition as the last fetch told them; nil before the first. The low one is 0 until librdkafka has
    /// asked for it, which it does with `statistics.interval.ms`.
    public func cachedWatermarks(of partition: TopicPartition) -> OffsetWatermarks? {
        guard NameCheck.partitionRefusal(partition) == nil,
            let (low, high) = core.withHandle({ $0.cachedWatermarks(of: partition) }) ?? nil, high >= 0
        else { return nil }
        return OffsetWatermarks(low: max(0, low), high: high)
    }

    /// How many records of each partition were not given out yet, by ``positions`` and what the last fetch told
    /// of its end. It asks nobody. Partitions of which nothing was given out or fetched are not in it.
    public var lag: [TopicPartition: Int64] {
        var lag: [TopicPartition: Int64] = [:]
        for (partition, position) in positions {
            guard let high = cachedWatermarks(of: partition)?.high else { continue }
            lag[partition] = max(0, high - position)
        }
        return lag
    }

    private static func check(_ partition: TopicPartition) throws(KafkaError) {
        if let refusal = NameCheck.partitionRefusal(partition) { throw refusal }
    }

    private static func perPartition<Value>(
        _ results: [PartitionResult], _ context: String, _ value: (TopicPartitionOffset) -> Value
    ) -> [TopicPartition: Result<Value, KafkaError>] {
        var answers: [TopicPartition: Result<Value, KafkaError>] = [:]
        for result in results {
            answers[result.partition] =
                result.error == RD_KAFKA_RESP_ERR_NO_ERROR
                ? .success(value(result.offset))
                : .failure(.librdkafka(result.error, "\(context) of \(result.partition)"))
        }
        return answers
    }
}
