// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension KafkaConsumer {
    /// Commits what is stored, and waits for the answer.
    ///
    /// - Parameter timeout: how long to wait. The request goes on by itself, and may still succeed.
    /// - Returns: what is committed; nothing when nothing was stored since the last commit.
    /// - Throws: what the group's coordinator answers, when it refuses all; what is stored stays stored. `timedOut`;
    ///   `cancelled` at once when the task is, and the request goes on; `shutDown` when the consumer ends;
    ///   `invalidConfiguration` without a `group.id`.
    @discardableResult
    public func commit(timeout: Duration = .seconds(60)) async throws(KafkaError) -> CommitResult {
        try await core.commit(nil, timeout: timeout)
    }

    /// Commits offsets, in partitions that are this consumer's or in any others, and waits for the answer. They are not
    /// stored: what is stored for the same partitions is committed after them, later or before.
    ///
    /// - Parameters:
    ///   - offsets: for each partition the offset of the next record to be read.
    ///   - timeout: how long to wait. The request goes on by itself, and may still succeed.
    /// - Returns: which are committed, and which are refused.
    /// - Throws: what ``commit(timeout:)`` does; `invalidArgument` for what is no partition or no offset.
    @discardableResult
    public func commit(
        _ offsets: [TopicPartitionOffset], timeout: Duration = .seconds(60)
    ) async throws(KafkaError) -> CommitResult {
        try await core.commit(offsets, timeout: timeout)
    }

    /// Commits that a record is done, and all before it in its partition, and waits for the answer.
    ///
    /// - Parameters:
    ///   - record: a record of this consumer.
    ///   - timeout: how long to wait. The request goes on by itself, and may still succeed.
    /// - Throws: `invalidState` when the partition was given up since the record was read, even if it has come back, or
    ///   sought elsewhere; what ``commit(timeout:)`` does, and what is answered for the partition.
    public func commit(_ record: ConsumerRecord, timeout: Duration = .seconds(60)) async throws(KafkaError) {
        guard isCurrent(record) else {
            throw KafkaError(
                .invalidState,
                "committing \(record.topicPartition): since offset \(record.offset) was read the partition was given up or "
                    + "sought elsewhere")
        }
        let result = try await core.commit([record.nextOffset], timeout: timeout)
        if let error = result.failed[record.topicPartition] { throw error }
    }

    /// Commits offsets, or what is stored, and doesn't wait.
    ///
    /// - Parameters:
    ///   - offsets: for each partition the offset of the next record to be read; nil for what is stored.
    ///   - handler: gets the answer, in a task of its own, once.
    /// - Throws: `invalidArgument` for what is no partition or no offset, `shutDown` when the consumer has ended,
    ///   `invalidConfiguration` without a `group.id`. The handler is not called then.
    public func commitInBackground(
        _ offsets: [TopicPartitionOffset]? = nil,
        handler: (@Sendable (Result<CommitResult, KafkaError>) async -> Void)? = nil
    ) throws(KafkaError) {
        try core.beginCommit(offsets) { [weak core] answer in
            guard let handler, let core else { return }
            Task.detached {
                do throws(KafkaError) {
                    await handler(.success(try await core.result(of: answer, by: .now + .seconds(60))))
                } catch {
                    await handler(.failure(error))
                }
            }
        }
    }
}
