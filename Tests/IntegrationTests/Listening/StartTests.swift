// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import OsloNotifications
import Rdkafka
import TestSupport
import Testing

/// Where a listener begins, what it reads again, and what it promises when it dies.
@Suite(.timeLimit(.minutes(2))) struct StartTests {
    let topic = uniqueTopic("start")
    let pool = uniqueGroup("start")

    private var kafkaTopic: String { "\(topic).info" }
    /// An hour ago: Kafka may delete what is older than its retention.
    private static let day = Int64(Date().timeIntervalSince1970) - 3600

    @Test("D14: a new group may start at a time, and goes on from there", arguments: ListenerBroker.Kind.complete)
    func time(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await produce(to: broker, 0..<10)
        var options = ListenerOptions()
        options.startTime = UTCTimestamp(secondsSinceEpoch: Self.day + 4)
        #expect(try await receive(broker, 6, options) == Array(4..<10))
        try await produce(to: broker, 10..<12)
        #expect(try await receive(broker, 2, options) == [10, 11])
    }

    @Test(
        "D14: a new group may start at offsets, and at a time in the future with what comes then",
        arguments: ListenerBroker.Kind.complete)
    func offsets(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await produce(to: broker, 0..<10)
        var options = ListenerOptions()
        options.startTime = UTCTimestamp(secondsSinceEpoch: Self.day + 1_000_000)
        options.startOffsets = [TopicPartition(topic: kafkaTopic, partition: 0): 7]
        #expect(try await receive(broker, 3, options) == [7, 8, 9])
    }

    @Test("D14: a window of time is read again, and ends", arguments: ListenerBroker.Kind.complete)
    func window(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await broker.produce((0..<10).map(record) + [record(10, value: [0x7B]), record(11), record(12)])
        let transport = try broker.transport()
        let all = Collected<Int>()
        var bad: [Int64] = []
        let report = try await transport.replay(
            targets: [NotificationTarget(topic: topic)], onUndecodable: { source, _ in bad.append(source.offset) },
            handler: { all.append($0.number) })
        #expect(all.elements == Array(0..<10) + [11, 12])
        #expect((report.replayed, report.undecodable) == (12, 1))
        #expect(bad == [10])

        var some: [Int] = []
        try await transport.replay(
            targets: [NotificationTarget(topic: topic)], priorities: [.info],
            from: UTCTimestamp(secondsSinceEpoch: Self.day + 3), to: UTCTimestamp(secondsSinceEpoch: Self.day + 6)
        ) { some.append($0.number) }
        #expect(some == [3, 4, 5])

        let nothing = try await transport.replay(targets: [NotificationTarget(topic: uniqueTopic("none"))]) { _ in
            Issue.record("nothing is there")
        }
        #expect(nothing.replayed == 0)
        let error = await #expect(throws: NotificationError.self) {
            try await transport.replay(targets: [NotificationTarget(topic: topic)]) { _ in throw CancellationError() }
        }
        #expect(error?.code == .handlerFailed)
    }

    @Test(
        "D14: a window of time has all its records, and no others, though their times are in no order",
        arguments: ListenerBroker.Kind.complete)
    func disorder(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await broker.produce([10, 20, 50, 25, 30, 60].map(record))
        let transport = try broker.transport()
        func replay(_ start: Int64?, _ end: Int64?, skew: Duration? = nil) async throws -> [Int] {
            var numbers: [Int] = []
            try await transport.replay(
                targets: [NotificationTarget(topic: topic)], priorities: [.info],
                from: start.flatMap { UTCTimestamp(secondsSinceEpoch: Self.day + $0) },
                to: end.flatMap { UTCTimestamp(secondsSinceEpoch: Self.day + $0) }, skew: skew
            ) { numbers.append($0.number) }
            return numbers
        }
        #expect(try await replay(20, 40) == [20, 25, 30])
        #expect(try await replay(50, nil) == [50, 60])
        #expect(try await replay(nil, 30) == [10, 20, 25])
        #expect(try await replay(70, nil).isEmpty)
        #expect(try await replay(31, 50).isEmpty)
        // The first record that is later than the end by so much ends it.
        #expect(try await replay(20, 40, skew: .zero) == [20])
        #expect(try await replay(20, 40, skew: .seconds(10)) == [20])
        #expect(try await replay(20, 40, skew: .seconds(11)) == [20, 25, 30])
    }

    @Test(
        "D26: closing the transport ends a replay, and none begins afterwards", arguments: ListenerBroker.Kind.complete)
    func closing(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await produce(to: broker, 0..<10)
        let transport = try broker.transport(["oslo_messaging_kafka.max_poll_records": "1"])
        var seen = 0
        let error = await #expect(throws: NotificationError.self) {
            try await transport.replay(targets: [NotificationTarget(topic: topic)], priorities: [.info]) { _ in
                seen += 1
                await transport.close(timeout: .seconds(5))
            }
        }
        #expect(error?.code == .closed)
        #expect(seen < 10)
        let late = await #expect(throws: NotificationError.self) {
            try await transport.replay(targets: [NotificationTarget(topic: topic)]) { _ in }
        }
        #expect(late?.code == .closed)
        let listener = #expect(throws: NotificationError.self) {
            try NotificationListener(transport: transport, targets: [NotificationTarget(topic: topic)])
        }
        #expect(listener?.code == .closed)
    }

    @Test("D1: at most once: what a process that dies has begun with does not come again", .needsRealKafka)
    func atMostOnce() async throws {
        let broker = try ListenerBroker.any()
        try await produce(to: broker, 0..<10)
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [bootstrap = broker.bootstrap as String, topic = topic as String, pool = pool as String] in
            var options = ListenerOptions()
            options.guarantee = .atMostOnce
            let listener = try NotificationListener(
                transport: ListenerBroker(bootstrap: bootstrap, cluster: nil).transport(),
                targets: [NotificationTarget(topic: topic)], pool: pool, options: options
            ) {
                On(.info) { _ in
                    kill(getpid(), SIGKILL)
                    return .handled
                }
            }
            try await listener.run()
        }
        try await produce(to: broker, 10..<11)
        var options = ListenerOptions()
        options.guarantee = .atMostOnce
        let received = Collected<Int>()
        let listener = try listener(broker, received, options)
        try await listener.whileRunning { try await received.wait { $0.contains(10) } }
        #expect(!received.elements.contains(0))
    }

    @Test(
        "D15: dead letters are sent again to where they came from, once",
        arguments: ListenerBroker.Kind.complete)
    func deadLetters(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        let headers = [RecordHeader(name: "own", text: "1")]
        try await broker.produce([
            ProducerRecord(topic: kafkaTopic, key: [1], value: recordValue(number: 5), headers: headers, partition: 0)
        ])
        var options = ListenerOptions()
        options.maximumAttempts = 1
        let attempts = Collected<Int>()
        let listener = try NotificationListener(
            transport: broker.transport(), targets: [NotificationTarget(topic: topic)], pool: pool, options: options
        ) {
            On(.info) { notification in
                attempts.append(notification.number)
                return attempts.count == 1 ? .requeue : .handled
            }
        }
        try await listener.whileRunning {
            _ = try await broker.consume(1, of: "\(kafkaTopic).dead")
            let report = try await broker.transport().replayDeadLetters(
                targets: [NotificationTarget(topic: topic)], group: "\(pool).dead-letters")
            #expect((report.replayed, report.skipped) == (1, 0))
            try await attempts.waitForCount(2)
        }
        if kind == .kafka {
            let again = try await CommandLineTool.run([
                "replay", "--url", "kafka://\(broker.bootstrap)/", "--topic", topic, "--group", "\(pool).dead-letters",
            ])
            #expect(again.outputText == "0 sent again, 0 skipped\n")
            #expect(again.succeeded)
        }
        let none = try await broker.transport().replayDeadLetters(
            targets: [NotificationTarget(topic: topic)], group: "\(pool).dead-letters")
        #expect((none.replayed, none.skipped) == (0, 0))
        // Its key may have taken it to another partition.
        let records = try await broker.consume(2, of: kafkaTopic)
        let copy = try #require(records.first { $0.headers.count == 2 })
        #expect(copy.value == recordValue(number: 5))
        #expect(copy.key == [1])
        #expect(copy.headers == headers + [RecordHeader(name: "dead-letter-replays", text: "1")])
    }

    private func receive(_ broker: ListenerBroker, _ count: Int, _ options: ListenerOptions) async throws -> [Int] {
        let received = Collected<Int>()
        try await listener(broker, received, options).whileRunning { try await received.waitForCount(count) }
        return received.elements
    }

    private func listener(
        _ broker: ListenerBroker, _ received: Collected<Int>, _ options: ListenerOptions
    ) throws -> NotificationListener {
        try NotificationListener(
            transport: broker.transport(), targets: [NotificationTarget(topic: topic)], pool: pool, options: options
        ) {
            On(.info) { notification in
                received.append(notification.number)
                return .handled
            }
        }
    }

    private func produce(to broker: ListenerBroker, _ numbers: Range<Int>) async throws {
        try await broker.produce(numbers.map { record($0) })
    }

    /// One a second.
    private func record(_ number: Int) -> ProducerRecord {
        record(number, value: recordValue(number: number))
    }

    private func record(_ number: Int, value: [UInt8]) -> ProducerRecord {
        ProducerRecord(topic: kafkaTopic, value: value, partition: 0, timestamp: (Self.day + Int64(number)) * 1000)
    }
}
