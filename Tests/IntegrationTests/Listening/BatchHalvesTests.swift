// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct BatchHalvesTests {
    private typealias Kind = ListenerBroker.Kind
    private struct CanNot: Error {}

    let topic = uniqueTopic("halves")
    let pool = uniqueGroup("halves")

    private var dead: String { "\(topic).info.dead" }

    @Test(
        "D25: a notification that a handler of batches can't handle costs only itself, and no other its place",
        arguments: Kind.allCases, [[50], [0, 70]])
    private func poison(_ kind: Kind, _ poison: [Int]) async throws {
        let broker = try ListenerBroker.of(kind)
        try await broker.produce((0..<100).map { record($0) })
        let (handled, alone) = (Collected<Int>(), Collected<Int>())
        let listener = try listener(broker)
        try await whileRunning(
            {
                try await listener.runBatches(maximumCount: 100, maximumWait: .milliseconds(50)) { batch in
                    if batch.count == 1, let number = batch.first?.number { alone.append(number) }
                    if batch.contains(where: { poison.contains($0.number) }) { throw CanNot() }
                    for notification in batch { handled.append(notification.number) }
                    return batch.map { _ in .handled }
                }
            }, endedBy: { await listener.shutdown() },
            {
                try await handled.waitForCount(100 - poison.count)
                let letters = try await broker.consume(poison.count, of: dead)
                // The dead-letter topic may have several partitions.
                #expect(Set(letters.compactMap(\.value)) == Set(poison.map { recordValue(number: $0) }))
            })
        #expect(handled.elements == (0..<100).filter { !poison.contains($0) })
        for number in poison { #expect(alone.elements.count { $0 == number } == 3) }
    }

    @Test("D25: where a handler of batches can handle nothing, each has its attempts, and no more calls than halvings")
    func everything() async throws {
        let broker = try ListenerBroker.of(.memory)
        try await broker.produce((0..<8).map { record($0) })
        let (calls, alone) = (Collected<Int>(), Collected<Int>())
        let listener = try listener(broker)
        try await whileRunning(
            {
                try await listener.runBatches(maximumCount: 8, maximumWait: .milliseconds(50)) { batch in
                    calls.append(batch.count)
                    if batch.count == 1, let number = batch.first?.number { alone.append(number) }
                    throw CanNot()
                }
            }, endedBy: { await listener.shutdown() },
            {
                let letters = try await broker.consume(8, of: dead)
                #expect(letters.map(\.value) == (0..<8).map { recordValue(number: $0) })
            })
        #expect(alone.elements == (0..<8).flatMap { [$0, $0, $0] })
        // Three attempts of eight, with three halvings before each at most.
        #expect(calls.count <= 8 * 3 * 4)
    }

    @Test("D25: what a handler of batches needs may be away for a while, and nothing is lost to dead letters")
    func away() async throws {
        let broker = try ListenerBroker.of(.memory)
        try await broker.produce((0..<8).map { record($0) })
        let (calls, handled) = (Collected<Int>(), Collected<Int>())
        let listener = try listener(broker)
        try await whileRunning(
            {
                try await listener.runBatches(maximumCount: 8, maximumWait: .milliseconds(50)) { batch in
                    calls.append(batch.count)
                    // Two attempts of the first one.
                    if calls.count <= 8 { throw CanNot() }
                    for notification in batch { handled.append(notification.number) }
                    return batch.map { _ in .handled }
                }
            }, endedBy: { await listener.shutdown() }, { _ = try await handled.waitForCount(8) })
        #expect(handled.elements == Array(0..<8))
        #expect(broker.memory?.records(of: dead).isEmpty == true)
    }

    @Test(
        "D25: a partition waits for the pause of its notification that fails, and no other does",
        arguments: Kind.allCases)
    private func pause(_ kind: Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await broker.produce((0..<100).map { record($0) })
        var options = ListenerOptions()
        options.backoff = .seconds(60)
        options.maximumBackoff = .seconds(60)
        let (calls, handled) = (Collected<Int>(), Collected<Int>())
        let listener = try listener(broker, options)
        try await whileRunning(
            {
                try await listener.runBatches(maximumCount: 100, maximumWait: .milliseconds(50)) { batch in
                    if batch.contains(where: { $0.number < 100 }) {
                        calls.append(batch.count)
                        throw CanNot()
                    }
                    for notification in batch { handled.append(notification.number) }
                    return batch.map { _ in .handled }
                }
            }, endedBy: { await listener.shutdown() },
            {
                _ = try await calls.wait { $0.contains(1) }
                for number in 100..<103 {
                    try await broker.produce([record(number, partition: 1)])
                    _ = try await handled.wait { $0.contains(number) }
                }
            })
        #expect(handled.elements == [100, 101, 102])
        // 100, 50, 25, 12, 6, 3, 1; where a batch was not full there are some more.
        #expect(calls.elements.count { $0 == 1 } == 1)
        #expect(calls.count <= 8)
    }

    private func listener(
        _ broker: ListenerBroker, _ options: ListenerOptions? = nil
    ) throws -> NotificationListener {
        var usual = ListenerOptions()
        usual.backoff = .milliseconds(1)
        usual.maximumAttempts = 3
        return try NotificationListener(
            transport: broker.transport(), targets: [NotificationTarget(topic: topic)], priorities: [.info], pool: pool,
            options: options ?? usual)
    }

    private func record(_ number: Int, partition: Int32 = 0) -> ProducerRecord {
        ProducerRecord(topic: "\(topic).info", value: recordValue(number: number), partition: partition)
    }
}
