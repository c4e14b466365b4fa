// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension ConsumerCore {
    func commit(_ offsets: [TopicPartitionOffset]?, timeout: Duration) async throws(KafkaError) -> CommitResult {
        if Task.isCancelled { throw Self.commitEnded(.cancelled, "the task was cancelled") }
        if let offsets, offsets.isEmpty { return CommitResult(committed: [], failed: [:]) }
        let deadline = ContinuousClock.now + timeout
        let answer = Answer<CommitEnd>()
        try beginCommit(offsets) { answer.give(.answered($0)) }
        let loop = pollThread.loop
        let timer = loop.schedule(at: deadline) { answer.give(.timedOut) }
        defer { loop.cancel(timer) }
        switch await answer.wait(cancelled: .cancelled) {
        case .answered(let answer): return try await result(of: answer, by: deadline)
        case .timedOut: throw Self.commitEnded(.timedOut, "no answer within \(timeout.seconds) s")
        case .cancelled: throw Self.commitEnded(.cancelled, "the task was cancelled")
        }
    }

    /// What became of each partition. Where librdkafka doesn't tell, they are committed once more, one by one.
    func result(
        of answer: CommitAnswer, by deadline: ContinuousClock.Instant
    ) async throws(KafkaError) -> CommitResult {
        guard let mixed = answer.mixed else { return try CommitResult(answer) }
        var committed: [TopicPartitionOffset] = []
        var failed: [TopicPartition: KafkaError] = [:]
        for offset in mixed {
            do {
                committed += try await commit([offset], timeout: deadline - .now).committed
            } catch  where error.code == .cancelled || error.code == .shutDown {
                throw error
            } catch {
                failed[offset.topicPartition] = error
            }
        }
        return CommitResult(committed: committed, failed: failed)
    }

    /// Hands a commit over. `waiter` gets the answer once, unless this throws.
    func beginCommit(
        _ offsets: [TopicPartitionOffset]?, _ waiter: @escaping PendingCommits.Waiter
    ) throws(KafkaError) {
        try requireGroup("committing offsets")
        for offset in offsets ?? [] {
            if let refusal = NameCheck.offsetRefusal(offset) { throw refusal }
        }
        guard let token = commits.add(waiter) else { throw Self.commitEnded(.shutDown, "the consumer has ended") }
        let refused = withHandle { $0.commit(offsets, token: token) } ?? RD_KAFKA_RESP_ERR__DESTROY
        // What is refused at once has no answer.
        if refused != RD_KAFKA_RESP_ERR_NO_ERROR { commits.answer(token, CommitAnswer(error: refused)) }
    }

    private static func commitEnded(_ code: KafkaError.Code, _ reason: String) -> KafkaError {
        KafkaError(code, "committing offsets: \(reason)", isRetriable: code == .timedOut)
    }
}

private enum CommitEnd: Sendable {
    case answered(CommitAnswer)
    case timedOut
    case cancelled
}
