// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// What a commit was answered, as a whole and for each partition.
struct CommitAnswer: Sendable {
    let error: rd_kafka_resp_err_t
    var results: [PartitionResult] = []

    /// The offsets, when the error is one that only some of them may have. librdkafka notes it for all, also for those
    /// that are committed.
    var mixed: [TopicPartitionOffset]? {
        switch error {
        case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED,
            RD_KAFKA_RESP_ERR_OFFSET_METADATA_TOO_LARGE, RD_KAFKA_RESP_ERR_INVALID_COMMIT_OFFSET_SIZE:
            let offsets = results.map(\.offset).filter { $0.offset >= 0 }
            return offsets.count > 1 ? offsets : nil
        default: return nil
        }
    }
}

/// Who waits for the answer to a commit, by the token that the answer brings.
final class PendingCommits: Sendable {
    typealias Waiter = @Sendable (CommitAnswer) -> Void

    private struct Waiting {
        var lastToken: UInt = 0
        var waiters: [UInt: Waiter] = [:]
        var isClosed = false
    }

    private let waiting = Lock(Waiting())

    /// Registers one. Nil when the consumer has ended.
    func add(_ waiter: @escaping Waiter) -> UInt? {
        waiting.withLock { waiting in
            guard !waiting.isClosed else { return nil }
            waiting.lastToken += 1
            waiting.waiters[waiting.lastToken] = waiter
            return waiting.lastToken
        }
    }

    func answer(_ token: UInt, _ answer: @autoclosure () -> CommitAnswer) {
        guard let waiter = waiting.withLock({ $0.waiters.removeValue(forKey: token) }) else { return }
        waiter(answer())
    }

    /// No answer can come any more.
    func close() {
        let waiters = waiting.withLock { waiting in
            waiting.isClosed = true
            defer { waiting.waiters = [:] }
            return Array(waiting.waiters.values)
        }
        for waiter in waiters { waiter(CommitAnswer(error: RD_KAFKA_RESP_ERR__DESTROY)) }
    }
}
