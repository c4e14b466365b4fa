// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension ConsumerCore {
    func commit(_ offsets: [TopicPartitionOffset]?, timeout: Duration) async throws(KafkaError) -> CommitResult {
        if Task.isCancelled { throw Self.commitEnded(.cancelled, "the task was cancelled") }
        if let offsets, offsets.isEmpty { return try CommitResult(CommitAnswer(error: RD_KAFKA_RESP_ERR_NO_ERROR)) }
        let answer = Answer<CommitEnd>()
        try beginCommit(offsets) { answer.give(.answered($0)) }
        let loop = pollThread.loop
        let timer = loop.schedule(at: .now + timeout) { answer.give(.timedOut) }
        defer { loop.cancel(timer) }
        switch await answer.wait(cancelled: .cancelled) {
        case .answered(let answer): return try CommitResult(answer)
        case .timedOut: throw Self.commitEnded(.timedOut, "no answer within \(timeout.seconds) s")
        case .cancelled: throw Self.commitEnded(.cancelled, "the task was cancelled")
        }
    }

    /// Hands a commit over. `waiter` gets the answer once, unless this throws.
    func beginCommit(
        _ offsets: [TopicPartitionOffset]?, _ waiter: @escaping PendingCommits.Waiter
    ) throws(KafkaError) {
        try requireGroup("committing offsets")
        if let wrong = offsets?.first(where: { $0.offset < 0 }) {
            throw KafkaError(
                .invalidArgument, "committing offsets: \(wrong.offset) is no offset in \(wrong.topicPartition)")
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
