// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import RdkafkaTesting
import Testing

@testable import Rdkafka

/// One after the other: a handler that is held takes a thread from the task pool, and two of them would take both that a
/// machine with two processors has.
@Suite(.serialized, .timeLimit(.minutes(2))) struct LaggingHandlerTests {
    let cluster: MockCluster

    init() throws {
        cluster = try MockCluster()
    }

    @Test func aHandlerThatLagsBehindFillsTheChannelNotTheProducer() async throws {
        let producer = try cluster.producer()
        let handler = HeldHandler()
        let channel = ReportChannel<Int>(producer, capacity: 3) { _ in handler.handle() }
        let record = ProducerRecord(topic: "t", value: [1])
        for number in 0..<3 { try channel.post(record, context: number) }
        await handler.waitUntilEntered()
        let error = try #require(throws: KafkaError.self) { try channel.post(record, context: 3) }
        #expect(error.code == .queueFull)
        let late = try await #require(throws: KafkaError.self) {
            try await channel.enqueue(record, context: 3, timeout: .milliseconds(5))
        }
        #expect(late.code == .timedOut)
        _ = try await producer.send(record)
        async let waits: Void = channel.enqueue(record, context: 4)
        handler.letGo()
        try await waits
        await producer.shutdown()
        #expect(producer.counters.delivered == 5)
    }

    @Test func whoWaitsForALaggingHandlerIsToldOfTheEnd() async throws {
        let producer = try cluster.producer()
        let handler = HeldHandler()
        let channel = ReportChannel<Int>(producer, capacity: 1) { _ in handler.handle() }
        let record = ProducerRecord(topic: "t", value: [1])
        try channel.post(record, context: 0)
        await handler.waitUntilEntered()
        let waiting = Task { try await channel.enqueue(record, context: 1) }
        let shutdown = Task { await producer.shutdown() }
        let early = try await #require(throws: KafkaError.self) { try await waiting.value }
        for timeout in [nil, Duration.milliseconds(1)] {
            let late = try await #require(throws: KafkaError.self) {
                try await channel.enqueue(record, context: 2, timeout: timeout)
            }
            #expect(late.code == .shutDown && early.code == .shutDown)
        }
        #expect(throws: KafkaError.self) { try channel.post(record, context: 3) }
        handler.letGo()
        #expect(await shutdown.value.delivered == 1)
        // Also of one that is made too late.
        let tooLate = ReportChannel<Int>(producer) { _ in }
        await #expect(throws: KafkaError.self) { try await tooLate.enqueue(record, context: 4) }
    }
}

/// A handler that comes to no end before it may, once and for all.
private final class HeldHandler: Sendable {
    private let (isEntered, entered) = AsyncStream<Void>.makeStream()
    private let mayGoOn = Credits(0)

    func handle() {
        entered.yield()
        while !mayGoOn.take(within: .seconds(10)) {}
        mayGoOn.add()
    }

    func waitUntilEntered() async {
        for await _ in isEntered { break }
    }

    func letGo() {
        mayGoOn.add()
    }
}
