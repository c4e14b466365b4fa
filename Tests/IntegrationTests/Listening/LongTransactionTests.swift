// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import TestSupport
import Testing

@testable import OsloNotifications

@Suite(.timeLimit(.minutes(2))) struct LongTransactionTests {
    let topic = uniqueTopic("long")
    let pool = uniqueGroup("long")

    @Test(
        "a batch that takes long is handled in several transactions, and lag counts what is left of it",
        arguments: ListenerBroker.Kind.allCases)
    func split(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        let count = 61
        try await broker.produce((0..<count).map(record))
        let clock = ManualClock()
        let handled = Collected<Int>()
        let lags = Collected<Int64>()
        let listener = try listener(broker, timeout: 3000)
        try await whileRunning(
            { [topic, pool] in
                try await listener.runTransactions(
                    transactionalID: pool, topics: ["\(topic).made"], now: { clock.now }
                ) { notification, notifier in
                    clock.advance(by: .milliseconds(100))
                    handled.append(notification.number)
                    lags.append(listener.lag.values.reduce(0, +) + Int64(notification.number))
                    if notification.number == 25, handled.elements.count(where: { $0 == 25 }) == 1 {
                        throw CancellationError()
                    }
                    try await notifier.info("made", payload: JSONValue(notification.number))
                }
            }, endedBy: { await listener.shutdown() }, { _ = try await handled.wait { $0.contains(count - 1) } })
        let first = try #require(handled.elements.firstIndex(of: 25))
        let again = handled.elements[first + 1]
        // A third of three seconds is ten notifications.
        #expect((16...25).contains(again))
        #expect(handled.count <= count + 10)
        // What is neither handled nor read yet is all that was sent, except what was handled.
        #expect(lags.elements.allSatisfy { $0 >= Int64(count) }, "\(lags.elements)")
    }

    @Test(
        "a transaction that Kafka ended because its time was up says so, and another process of its id is told apart",
        arguments: [true, false])
    func timeIsUp(isLong: Bool) async throws {
        let broker = try ListenerBroker.embedded()
        try await broker.produce([record(0)])
        let clock = ManualClock()
        let producerFenced: Int32 = 90
        let listener = try listener(broker, timeout: 3000)
        let run = Task {
            try await listener.runTransactions(transactionalID: pool, now: { clock.now }) { _, _ in
                if isLong { clock.advance(by: .seconds(4)) }
                broker.cluster?.failRequests(
                    api: .addOffsetsToTransaction, with: [KafkaError.ResponseCode(rawValue: producerFenced)])
            }
        }
        let error = await #expect(throws: NotificationError.self) { try await run.value }
        #expect(error?.isFatal == !isLong)
        #expect((error?.code == .timedOut) == isLong, "\(String(describing: error))")
        #expect((error?.option == "rdkafka.transaction.timeout.ms") == isLong)
        #expect(error?.message.contains("rdkafka.transaction.timeout.ms, which is 3000") == isLong)
    }

    @Test("a batch that takes longer than transaction.timeout.ms is handled once", .needsRealKafka)
    func short() async throws {
        let broker = try ListenerBroker.any()
        let count = 32
        try await broker.produce((0..<count).map(record))
        let handled = Collected<Int>()
        let listener = try listener(broker, timeout: 1500)
        try await whileRunning(
            { [topic, pool] in
                try await listener.runTransactions(transactionalID: pool, topics: ["\(topic).made"]) {
                    notification, notifier in
                    // What it does takes so long.
                    try await Task.sleep(for: .milliseconds(50))
                    try await notifier.info("made", payload: JSONValue(notification.number))
                    handled.append(notification.number)
                    if notification.number == count - 1, handled.count == count { throw CancellationError() }
                }
            }, endedBy: { await listener.shutdown() },
            {
                let made = try await broker.consume(count, of: "\(topic).made.info")
                // What is made goes to several partitions.
                #expect(try made.map { try EnvelopeReader.read($0.value).number }.sorted() == Array(0..<count))
            })
        // Half a second is ten at most; the last transaction alone was undone.
        #expect((1...10).contains(handled.count - count))
    }

    private func listener(_ broker: ListenerBroker, timeout: Int) throws -> NotificationListener {
        var options = ListenerOptions()
        options.backoff = .milliseconds(1)
        return try NotificationListener(
            transport: broker.transport(["rdkafka.transaction.timeout.ms": "\(timeout)"]),
            targets: [NotificationTarget(topic: topic)], priorities: [.info], pool: pool, options: options)
    }

    private func record(_ number: Int) -> ProducerRecord {
        ProducerRecord(topic: "\(topic).info", value: recordValue(number: number), partition: 0)
    }
}

/// A clock that goes when it is told to.
private final class ManualClock: Sendable {
    private let time = Lock(ContinuousClock.now)

    var now: ContinuousClock.Instant { time.withLock { $0 } }

    func advance(by duration: Duration) { time.withLock { $0 += duration } }
}
