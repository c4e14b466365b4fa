// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import OsloNotifications
import Rdkafka
import TestSupport
import Testing

/// What is sent in a transaction with what it was made of.
@Suite(.timeLimit(.minutes(3)), .needsRealKafka) struct ExactlyOnceTests {
    let broker: ListenerBroker
    let topic = uniqueTopic("exactly")
    let pool = uniqueGroup("exactly")

    init() throws {
        broker = try .any()
    }

    @Test("D1: a notification leads to exactly one other, across a killed process and a handler that throws")
    func killed() async throws {
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

    @Test("D2: a record that is no notification, or can't be handled, is moved away in the transaction")
    func deadLetters() async throws {
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

    /// Handles the topic's notifications in transactions, until there is something in `until`.
    private static func run(
        _ broker: ListenerBroker, _ topic: String, _ pool: String, pollRecords: Int, until done: Collected<Int>? = nil,
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
                    transactionalID: pool, publisherID: "maker", topics: ["\(topic).made"], handler: handler)
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
