// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import OsloNotifications
import Rdkafka
import TestSupport
import Testing

/// What is sent in a transaction with what it was made of.
@Suite(.timeLimit(.minutes(3))) struct ExactlyOnceTests {
    let topic = uniqueTopic("exactly")
    let pool = uniqueGroup("exactly")

    @Test(
        "D1: a notification leads to exactly one other, across a killed process and a handler that throws",
        .needsRealKafka)
    func killed() async throws {
        let broker = try ListenerBroker.any()
        let count = 200
        try await broker.produce((0..<count).map { record($0) })
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [bootstrap = broker.bootstrap as String, topic = topic as String, pool = pool as String] in
            let handled = Collected<Int>()
            try await Self.run(ListenerBroker(bootstrap: bootstrap, cluster: nil), topic, pool, pollRecords: 20) {
                notification, notifier in
                try await notifier.info("made", payload: JSONValue(notification.number))
                handled.append(notification.number)
                // In the midst of its third or a later transaction.
                if handled.count == 57 { kill(getpid(), SIGKILL) }
            }
        }
        let attempts = Collected<Int>()
        let done = Collected<Int>()
        try await whileRunning(
            {
                try await Self.run(broker, topic, pool, pollRecords: 50, until: done) { notification, notifier in
                    try await notifier.info("made", payload: JSONValue(notification.number))
                    attempts.append(notification.number)
                    // Undoes what was sent of the whole batch.
                    if notification.number == 150, attempts.elements.count(where: { $0 == 150 }) == 1 {
                        throw CancellationError()
                    }
                }
            }, endedBy: { done.append(1) },
            {
                let made = try await broker.consume(count, of: "\(topic).made.info")
                let numbers = try made.map { record in
                    try EnvelopeReader.read(record.value).number
                }
                #expect(numbers.count == count)
                #expect(numbers.sorted() == Array(0..<count))
                #expect(attempts.elements.count { $0 == 150 } == 2)
            })
        // The markers of transactions are offsets without records: a replay ends all the same.
        var again: [Int] = []
        try await broker.transport().replay(targets: [NotificationTarget(topic: "\(topic).made")], priorities: [.info])
        {
            again.append($0.number)
        }
        #expect(again.sorted() == Array(0..<count))
    }

    @Test(
        "D2: a record that is no notification, or can't be handled, is moved away in the transaction",
        arguments: ListenerBroker.Kind.complete)
    func deadLetters(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await broker.produce([record(0), record(1, value: [0x7B]), record(2), record(3)])
        let done = Collected<Int>()
        try await whileRunning(
            {
                try await Self.run(broker, topic, pool, pollRecords: 100, until: done) { notification, notifier in
                    if notification.number == 2 { throw CancellationError() }
                    // It would leave the transaction.
                    #expect(throws: NotificationError.self) { _ = try notifier.prepare(retry: 1) }
                    try await notifier.info("made", payload: JSONValue(notification.number))
                }
            }, endedBy: { done.append(1) },
            {
                let made = try await broker.consume(2, of: "\(topic).made.info")
                #expect(try Set(made.map { try EnvelopeReader.read($0.value).number }) == [0, 3])
                let dead = try await broker.consume(2, of: "\(topic).info.dead")
                #expect(Set(dead.map(\.value)) == [[0x7B], recordValue(number: 2)])
            })
    }

    @Test(
        "D1: what a transaction that comes to nothing has sent is never seen", arguments: ListenerBroker.Kind.complete)
    func undone(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        let count = 20
        try await broker.produce((0..<count).map { record($0) })
        let attempts = Collected<Int>()
        let receipts = Collected<NotificationReceipt>()
        let done = Collected<Int>()
        try await whileRunning(
            {
                try await Self.run(broker, topic, pool, pollRecords: count, until: done) { notification, notifier in
                    receipts.append(try await notifier.info("made", payload: JSONValue(notification.number)))
                    try notifier.post(.info, "made", payload: JSONValue(notification.number + 100))
                    attempts.append(notification.number)
                    if notification.number == 15, attempts.elements.count(where: { $0 == 15 }) == 1 {
                        throw CancellationError()
                    }
                }
            }, endedBy: { done.append(1) },
            {
                let made = try await broker.consume(2 * count, of: "\(topic).made.info")
                let numbers = try made.map { try EnvelopeReader.read($0.value).number }
                #expect(numbers.sorted() == Array(0..<count) + Array(100..<(100 + count)))
            })
        #expect(attempts.count > count)
        // What was undone had its place, too.
        let places = receipts.elements.flatMap(\.deliveries).map { "\($0.partition)@\($0.offset ?? -1)" }
        #expect(Set(places).count == attempts.count)
        var again: [Int] = []
        try await broker.transport().replay(targets: [NotificationTarget(topic: "\(topic).made")], priorities: [.info])
        {
            again.append($0.number)
        }
        #expect(again.count == 2 * count)
    }

    @Test(
        "D1: who takes a transactional id over ends the transactions of whoever had it",
        arguments: ListenerBroker.Kind.complete)
    func fenced(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await broker.produce([record(0)])
        let began = Collected<Int>()
        let gate = Gate()
        let first = Task {
            try await Self.run(broker, topic, pool, pollRecords: 1) { notification, notifier in
                began.append(notification.number)
                try await notifier.info("made", payload: JSONValue(notification.number))
                try await gate.pass()
            }
        }
        try await began.waitForCount(1)
        let done = Collected<Int>()
        let other = uniqueTopic("exactly")
        try await broker.produce([ProducerRecord(topic: "\(other).info", value: recordValue(number: 1), partition: 0)])
        // The same id, in another group: only one of them may go on.
        try await whileRunning(
            {
                try await Self.run(
                    broker, other, uniqueGroup("exactly"), pollRecords: 1, transactionalID: pool, until: done
                ) { notification, notifier in
                    try await notifier.info("made", payload: JSONValue(notification.number))
                }
            }, endedBy: { done.append(1) },
            {
                _ = try await broker.consume(1, of: "\(other).made.info")
            })
        gate.open()
        let error = await #expect(throws: NotificationError.self) { try await first.value }
        #expect(error?.isFatal == true, "\(String(describing: error))")
    }

    /// Handles the topic's notifications in transactions, until there is something in `until`.
    private static func run(
        _ broker: ListenerBroker, _ topic: String, _ pool: String, pollRecords: Int,
        transactionalID: String? = nil, until done: Collected<Int>? = nil,
        _ handler: @escaping NotificationListener.TransactionHandler
    ) async throws {
        var options = ListenerOptions()
        options.backoff = .milliseconds(1)
        options.maximumAttempts = 3
        let listener = try NotificationListener(
            transport: broker.transport(["oslo_messaging_kafka.max_poll_records": "\(pollRecords)"]),
            targets: [NotificationTarget(topic: topic)], priorities: [.info], pool: pool, options: options)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await listener.runTransactions(
                    transactionalID: transactionalID ?? pool, publisherID: "maker", topics: ["\(topic).made"],
                    handler: handler)
            }
            if let done {
                try await done.waitForCount(1)
                await listener.shutdown()
            }
            try await group.waitForAll()
        }
    }

    private func record(_ number: Int) -> ProducerRecord {
        record(number, value: recordValue(number: number))
    }

    private func record(_ number: Int, value: [UInt8]) -> ProducerRecord {
        ProducerRecord(topic: "\(topic).info", value: value, partition: 0)
    }
}
