// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// What is known of records that transactions came to nothing for. It outlasts the transactions: a record that can't be
/// handled, or moved away, must not be tried for ever because each begins anew.
struct TransactionTries: ~Copyable {
    /// A record that no handler gets any more.
    struct GivenUp {
        let failure: RecordFailure
        /// How often it could not be moved away, and until when that is tried; nil before the first time.
        var tries = 0
        var deadline: ContinuousClock.Instant?
        /// It is too large for the broker with its value.
        var isEmptied = false
        var isSkipped = false
    }

    /// What to do about a dead letter that could not be written.
    enum Verdict: Equatable {
        /// It is tried again after the pause that follows this attempt; at once where that is 0.
        case again(after: Int)
        /// The time is up, or it will never be possible.
        case over
    }

    private var attempts: [NotificationSource: Int] = [:]
    private var givenUp: [NotificationSource: GivenUp] = [:]
    /// Transactions that Kafka ended, one after the other.
    private var failures = 0

    func givenUp(_ source: NotificationSource) -> GivenUp? { givenUp[source] }

    /// A handler threw. The number of this attempt; nil when it was the last one, and the record is given up.
    mutating func handlerFailed(_ failure: HandlerFailure, maximum: Int) -> Int? {
        let count = attempts[failure.source, default: 0] + 1
        guard count >= max(1, maximum) else {
            attempts[failure.source] = count
            return count
        }
        attempts[failure.source] = nil
        givenUp[failure.source] = GivenUp(failure: failure.reason(count))
        return nil
    }

    /// A record could not be moved away.
    mutating func deadLetterFailed(
        _ failed: DeadLetterFailure, timeout: Duration, now: ContinuousClock.Instant
    ) -> Verdict {
        var record = givenUp[failed.source] ?? GivenUp(failure: failed.failure)
        defer { givenUp[failed.source] = record }
        let deadline = record.deadline ?? failed.begun + timeout
        record.deadline = deadline
        if failed.error.code == .messageTooLarge, !record.isEmptied {
            record.isEmptied = true
            return .again(after: 0)
        }
        record.tries += 1
        // _STATE: not the dead letter's fault, but of something that was sent in the transaction before it.
        let mayPass = RecordHandler.mayPass(failed.error) || failed.error.kafkaCode == -172
        guard mayPass, now < deadline else { return .over }
        return .again(after: record.tries)
    }

    /// A record is done without having been handled or moved away.
    mutating func skip(_ source: NotificationSource) {
        givenUp[source]?.isSkipped = true
    }

    /// Kafka ended a transaction. How many it ended without one in between that was committed.
    mutating func transactionFailed() -> Int {
        failures += 1
        return failures
    }

    /// A transaction is committed with these offsets.
    mutating func committed(_ offsets: [TopicPartitionOffset]) {
        failures = 0
        guard !attempts.isEmpty || !givenUp.isEmpty else { return }
        let next = Dictionary(offsets.map { ($0.topicPartition, $0.offset) }) { max($0, $1) }
        func isDone(_ source: NotificationSource) -> Bool {
            next[TopicPartition(topic: source.topic, partition: source.partition)].map { source.offset < $0 } ?? false
        }
        attempts = attempts.filter { !isDone($0.key) }
        givenUp = givenUp.filter { !isDone($0.key) }
    }

    /// Partitions were given up.
    mutating func forget(_ partitions: Set<TopicPartition>) {
        guard !partitions.isEmpty else { return }
        func isLeft(_ source: NotificationSource) -> Bool {
            partitions.contains(TopicPartition(topic: source.topic, partition: source.partition))
        }
        attempts = attempts.filter { !isLeft($0.key) }
        givenUp = givenUp.filter { !isLeft($0.key) }
    }
}
