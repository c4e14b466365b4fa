// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import TestSupport
import Testing

@testable import OsloNotifications

/// A partition whose handler stands still.
@Suite(.timeLimit(.minutes(2))) struct StallTests {
    let broker: ListenerBroker
    let topic = uniqueTopic("stall")

    init() throws {
        broker = try .any()
    }

    @Test("D3, D4: a partition that stands still is paused and takes no room from others, and loses nothing")
    func standingStill() async throws {
        let count = 200
        try await produce(count, partition: 0)
        let logs = Collected<KafkaLogEvent>()
        var options = ListenerOptions()
        options.maximumOutstanding = 20
        options.stallTime = .milliseconds(50)
        let gate = Gate()
        let handled = [Collected<Int>(), Collected<Int>()]
        let transport = try broker.transport(["oslo_messaging_kafka.max_poll_records": "10"], logs: logs)
        let listener = try NotificationListener(
            transport: transport, targets: [NotificationTarget(topic: topic)], pool: uniqueGroup("stall"),
            options: options
        ) {
            On(.info) { notification in
                let partition = Int(notification.source?.partition ?? 0)
                if partition == 0 { try await gate.pass() }
                handled[partition].append(notification.number)
                return .handled
            }
        }
        try await listener.whileRunning {
            // The other partition has nothing before this one has filled all the room that there is.
            try await logs.wait { $0.contains { $0.message.contains("info[0]: nothing is handled; paused") } }
            try await produce(count, partition: 1)
            try await handled[1].waitForCount(count)
            #expect(handled[0].count == 0)
            #expect(listener.board.outstanding < 20 + 10)
            #expect(listener.lag[TopicPartition(topic: "\(topic).info", partition: 0), default: 0] >= 10)
            gate.open()
            try await handled[0].waitForCount(count)
        }
        #expect(handled[0].elements == Array(0..<count))
        #expect(handled[1].elements == Array(0..<count))
    }

    private func produce(_ count: Int, partition: Int32) async throws {
        try await broker.produce(
            (0..<count).map {
                ProducerRecord(topic: "\(topic).info", value: recordValue(number: $0), partition: partition)
            })
    }

    @Test("D12: closing ends by its deadline, and says what was left")
    func closing() async throws {
        try await broker.produce([
            ProducerRecord(topic: "\(topic).info", value: recordValue(number: 0), partition: 0)
        ])
        let started = Collected<Int>()
        let gate = Gate()
        let logs = Collected<KafkaLogEvent>()
        var options = ListenerOptions()
        // So that it waits for room when it is closed.
        options.maximumOutstanding = 1
        let listener = try NotificationListener(
            transport: broker.transport(logs: logs), targets: [NotificationTarget(topic: topic)],
            pool: uniqueGroup("stall"), options: options
        ) {
            On(.info) { notification in
                started.append(notification.number)
                // It doesn't hear of a cancellation.
                await Task.detached { try? await gate.pass() }.value
                return .handled
            }
        }
        try await listener.whileRunning {
            try await started.waitForCount(1)
            let report = await listener.close(timeout: .milliseconds(100))
            #expect(report.unfinished == 1)
        }
        // It has ended though its handler has not.
        #expect(logs.elements.contains { $0.message.hasPrefix("1 handlers have not ended") })
        gate.open()
    }

    @Test("D3, D4: partitions that stand still again and again are read on where they were, in order, once")
    func restless() async throws {
        let count = 120
        for partition in 0..<2 { try await produce(count, partition: Int32(partition)) }
        var options = ListenerOptions()
        options.maximumOutstanding = 10
        options.stallTime = .milliseconds(1)
        let handled = [Collected<Int>(), Collected<Int>()]
        let transport = try broker.transport([
            "oslo_messaging_kafka.max_poll_records": "5",
            // A seek waits for the fetch that is under way.
            "rdkafka.fetch.wait.max.ms": "10",
        ])
        let listener = try NotificationListener(
            transport: transport, targets: [NotificationTarget(topic: topic)], pool: uniqueGroup("stall"),
            options: options
        ) {
            On(.info) { notification in
                let partition = Int(notification.source?.partition ?? 0)
                // Each stands still until the other one is farther than what fits beside it.
                if notification.number % 30 == partition * 15 {
                    try await handled[1 - partition].waitForCount(max(0, notification.number - 1))
                }
                handled[partition].append(notification.number)
                return .handled
            }
        }
        try await listener.whileRunning {
            for partition in 0..<2 { try await handled[partition].waitForCount(count) }
        }
        for partition in 0..<2 { #expect(handled[partition].elements == Array(0..<count)) }
    }

    @Test("D2, D9: the listener's end doesn't wait for a dead letter, whose record comes again")
    func embeddedDeadLetterAtTheEnd() async throws {
        let broker = try await ListenerBroker.embeddedWithoutDeadLetters(of: "\(topic).info", [[0x7B]])
        let seen = Collected<NotificationSource>()
        var options = ListenerOptions()
        options.undecodableHandler = { source, _ in seen.append(source) }
        for run in 1...2 {
            let listener = try NotificationListener(
                transport: broker.transport(), targets: [NotificationTarget(topic: topic)], pool: "stall",
                options: options
            ) {
                On(.info) { _ in .handled }
            }
            try await listener.whileRunning {
                try await seen.waitForCount(run)
                #expect(await listener.close(timeout: .seconds(30)).hasLeftGroup)
            }
        }
        #expect(Set(seen.elements).count == 1)
    }

    @Test(
        "D2: a dead letter that can't be written is given up after its time, as the policy says",
        arguments: [true, false])
    func embeddedDeadLetters(isSkipped: Bool) async throws {
        let broker = try await ListenerBroker.embeddedWithoutDeadLetters(of: "\(topic).info")
        let handled = Collected<Int>()
        let errors = Collected<NotificationError>()
        var options = ListenerOptions()
        options.deadLetterTimeout = .milliseconds(300)
        options.backoff = .milliseconds(10)
        options.onDeadLetterFailure = isSkipped ? .skip : .stop
        options.onError = { errors.append($0) }
        let listener = try NotificationListener(
            transport: broker.transport(), targets: [NotificationTarget(topic: topic)], pool: uniqueGroup("stall"),
            options: options
        ) {
            On(.info) { notification in
                handled.append(notification.number)
                return .handled
            }
        }
        if isSkipped {
            try await listener.whileRunning { try await handled.waitForCount(1) }
            #expect(errors.elements.contains { $0.message.contains("[0]@0") })
        } else {
            let error = await #expect(throws: NotificationError.self) { try await listener.run() }
            #expect(error?.message.contains("\(topic).info[0]@0") == true)
            #expect(handled.count == 0)
        }
    }
}
