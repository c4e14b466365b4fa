// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConsumer {
    /// Goes on elsewhere in partitions that are assigned. Of these no record that was read before comes any more.
    ///
    /// - Parameters:
    ///   - positions: where to go on in each partition: an offset, the beginning, the end or so far before it.
    ///   - timeout: how long to wait for librdkafka. Where it was too short, a seek may take effect later.
    /// - Returns: for each partition whether it was done; `invalidArgument` for one that is not assigned, and for a
    ///   position that is not allowed. `get()` throws what went wrong.
    /// - Throws: `shutDown` when the consumer has ended; `cancelled`, and what was asked may then happen all the same;
    ///   `timedOut` when other changes took so long.
    public func seek(
        _ positions: [TopicPartition: StartingPosition], timeout: Duration = .seconds(30)
    ) async throws(KafkaError) -> AdminResults<TopicPartition, Void> {
        guard !positions.isEmpty else { return AdminResults([]) }
        let results = try await core.blocking("seeking", on: core.changes, timeout: timeout) { [core] _, milliseconds in
            core.seek(positions, milliseconds: milliseconds)
        }
        return AdminResults(positions.keys.sorted(), results)
    }

    /// Goes on elsewhere in a partition that is assigned. No record of it that was read before comes any more.
    ///
    /// - Parameters:
    ///   - partition: the partition.
    ///   - position: where to go on: an offset, the beginning, the end or so far before it.
    ///   - timeout: how long to wait for librdkafka. Where it was too short, the seek may take effect later.
    /// - Throws: `invalidArgument` when the partition is not assigned, `timedOut`, `shutDown`, `cancelled`.
    public func seek(
        _ partition: TopicPartition, to position: StartingPosition, timeout: Duration = .seconds(30)
    ) async throws(KafkaError) {
        try await seek([partition: position], timeout: timeout)[partition]?.get()
    }

    /// Gives out no more records of these partitions until they are resumed, and fetches none. What was read of them
    /// already is kept for then. It stays a member of its group, and keeps the partitions.
    ///
    /// A partition that is given up and comes back is not paused any more.
    ///
    /// - Returns: for each partition whether it was done; `invalidArgument` for one that is not assigned. `get()`
    ///   throws what went wrong.
    /// - Throws: `shutDown` when the consumer has ended; `cancelled`, and what was asked may then happen all the same.
    public func pause(
        _ partitions: [TopicPartition]
    ) async throws(KafkaError) -> AdminResults<TopicPartition, Void> {
        try await setPaused(partitions, true, "pausing")
    }

    /// Goes on with partitions that were paused, exactly where they stopped.
    ///
    /// - Returns: for each partition whether it was done; `invalidArgument` for one that is not assigned. `get()`
    ///   throws what went wrong.
    /// - Throws: `shutDown` when the consumer has ended; `cancelled`, and what was asked may then happen all the same.
    public func resume(
        _ partitions: [TopicPartition]
    ) async throws(KafkaError) -> AdminResults<TopicPartition, Void> {
        try await setPaused(partitions, false, "resuming")
    }

    private func setPaused(
        _ partitions: [TopicPartition], _ isPaused: Bool, _ context: String
    ) async throws(KafkaError) -> AdminResults<TopicPartition, Void> {
        guard !partitions.isEmpty else { return AdminResults([]) }
        let results = try await core.blocking(context, on: core.changes) { [core] _ in
            core.setPaused(partitions, isPaused)
        }
        return AdminResults(partitions, results)
    }

    /// The partitions that are paused, sorted.
    public var paused: [TopicPartition] {
        core.assignment.paused
    }
}
