// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications
@testable import Rdkafka

@Suite struct TransactionTriesTests {
    private let partition = TopicPartition(topic: "notifications.info", partition: 0)
    private let start = ContinuousClock.now

    private func source(_ offset: Int64) -> NotificationSource {
        NotificationSource(
            MemoryRecord(place: partition, offset: offset, timestamp: nil, key: nil, value: nil, headers: []))
    }

    private func deadLetter(_ code: NotificationError.Code, isRetriable: Bool = false) -> DeadLetterFailure {
        DeadLetterFailure(
            source: source(7), failure: .requeued(attempts: 2),
            error: NotificationError(code, "dead letter", isRetriable: isRetriable), begun: start)
    }

    private func verdict(
        _ tries: inout TransactionTries, _ code: NotificationError.Code, isRetriable: Bool = false,
        after time: Duration = .zero
    ) -> TransactionTries.Verdict {
        tries.deadLetterFailed(
            deadLetter(code, isRetriable: isRetriable), timeout: .seconds(10), now: start + time)
    }

    private func check(_ condition: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(condition, sourceLocation: sourceLocation)
    }

    @Test("D2: attempts are counted across transactions that come to nothing, each record by itself")
    func attempts() {
        var tries = TransactionTries()
        let failure = HandlerFailure(source: source(7), error: CancellationError())
        check(tries.handlerFailed(failure, maximum: 3) == 1)
        check(tries.transactionFailed() == 1)
        check(tries.handlerFailed(HandlerFailure(source: source(8), error: CancellationError()), maximum: 3) == 1)
        check(tries.handlerFailed(failure, maximum: 3) == 2)
        check(tries.givenUp(source(7)) == nil)
        check(tries.handlerFailed(failure, maximum: 3) == nil)
        check(tries.givenUp(source(7))?.failure.attempts == 3)
        check(tries.transactionFailed() == 2)
        // What is committed is forgotten, and only that.
        tries.committed([TopicPartitionOffset(partition, offset: 8)])
        check(tries.givenUp(source(7)) == nil)
        check(tries.handlerFailed(HandlerFailure(source: source(8), error: CancellationError()), maximum: 3) == 2)
        check(tries.transactionFailed() == 1)
    }

    @Test("D2: attempts of partitions that were given up are forgotten, and only those")
    func forgotten() {
        var tries = TransactionTries()
        let failure = HandlerFailure(source: source(7), error: CancellationError())
        check(tries.handlerFailed(failure, maximum: 3) == 1)
        check(verdict(&tries, .messageTooLarge) == .again(after: 0))
        tries.forget([TopicPartition(topic: "notifications.info", partition: 1)])
        check(tries.givenUp(source(7)) != nil)
        check(tries.handlerFailed(failure, maximum: 3) == 2)
        tries.forget([partition])
        check(tries.givenUp(source(7)) == nil)
        check(tries.handlerFailed(failure, maximum: 3) == 1)
    }

    @Test("D2: a dead letter is tried until its time is up, and never again where that is of no use")
    func deadLetters() {
        var tries = TransactionTries()
        check(verdict(&tries, .timedOut) == .again(after: 1))
        check(verdict(&tries, .kafka, isRetriable: true, after: .seconds(9)) == .again(after: 2))
        check(tries.givenUp(source(7))?.deadline == start + .seconds(10))
        check(verdict(&tries, .timedOut, after: .seconds(10)) == .over)
        check(verdict(&tries, .authorizationFailed) == .over)
        tries.skip(source(7))
        check(tries.givenUp(source(7))?.isSkipped == true)
    }

    @Test("D2: a dead letter that is too large is tried without its value, once")
    func tooLarge() {
        var tries = TransactionTries()
        check(verdict(&tries, .messageTooLarge) == .again(after: 0))
        check(tries.givenUp(source(7))?.isEmptied == true)
        check(verdict(&tries, .messageTooLarge) == .over)
    }
}
