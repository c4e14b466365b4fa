// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import TestSupport
import Testing

/// Notifications that are taken from a listener and acknowledged.
@Suite(.timeLimit(.minutes(2))) struct DeliveriesTests {
    let broker: ListenerBroker
    let topic = uniqueTopic("deliveries")
    let pool = uniqueGroup("deliveries")

    init() throws {
        broker = try .any()
    }

    private var kafkaTopic: String { "\(topic).info" }

    @Test("D1: what is not acknowledged comes again, and all after it in its partition")
    func contiguous() async throws {
        try await produce(0..<10)
        let first = try listener()
        var taken: [NotificationDelivery] = []
        for try await delivery in first.notifications {
            taken.append(delivery)
            if taken.count == 10 { break }
        }
        #expect(taken.map(\.notification.number) == Array(0..<10))
        for delivery in taken where delivery.notification.number != 3 { delivery.acknowledge() }
        taken = []
        #expect(await first.close().hasLeftGroup)
        #expect(try await numbers(of: try listener(), count: 7) == Array(3..<10))
    }

    @Test("D10: leaving the loop leaves the group, and the rest to who comes next")
    func leaving() async throws {
        try await produce(0..<100)
        let first = try listener()
        #expect(try await numbers(of: first, count: 20) == Array(0..<20))
        let report = await first.close()
        #expect(report.hasLeftGroup)
        #expect(report.unfinished == 0)
        #expect(try await numbers(of: try listener(), count: 80) == Array(20..<100))
    }

    @Test("D15: what is requeued comes again before the next, and is moved away when it has come often enough")
    func requeued() async throws {
        try await produce(0..<3)
        var options = ListenerOptions()
        options.backoff = .milliseconds(1)
        options.maximumAttempts = 3
        let listener = try listener(options: options)
        var seen: [Int] = []
        for try await delivery in listener.notifications {
            seen.append(delivery.notification.number)
            if delivery.notification.number == 1 { delivery.requeue() } else { delivery.acknowledge() }
            if delivery.notification.number == 2 { break }
        }
        #expect(seen == [0, 1, 1, 1, 2])
        await listener.shutdown()
        let dead = try await broker.consume(1, of: "\(kafkaTopic).dead")
        #expect(dead.first?.value == recordValue(number: 1))
    }

    @Test("D2: a record that is no notification costs only itself")
    func undecodable() async throws {
        try await broker.produce([record(recordValue(number: 0)), record([0x7B]), record(recordValue(number: 2))])
        let listener = try listener()
        #expect(try await numbers(of: listener, count: 2) == [0, 2])
        await listener.shutdown()
        let dead = try await broker.consume(1, of: "\(kafkaTopic).dead")
        #expect(dead.first?.value == [0x7B])
    }

    @Test("D25: a batch that doesn't become full is given out when its time is up")
    func partialBatch() async throws {
        try await produce(0..<3)
        let listener = try listener()
        var sizes: [Int] = []
        for try await batch in listener.batches(maximumCount: 1000, maximumWait: .milliseconds(50)) {
            sizes.append(batch.count)
            for delivery in batch { delivery.acknowledge() }
            if sizes.reduce(0, +) == 3 { break }
        }
        await listener.shutdown()
    }

    @Test("D25: each notification of a batch has its own result, and one of no known priority fails no other")
    func resultsOfABatch() async throws {
        try await broker.produce(
            [record(recordValue(number: 50, "unheard of"))] + (0..<10).map { record(recordValue(number: $0)) })
        var options = ListenerOptions()
        options.backoff = .milliseconds(1)
        let listener = try listener(options: options)
        let batches = Collected<[Int]>()
        let handled = Collected<Int>()
        let hasThrown = Gate()
        try await whileRunning(
            {
                try await listener.runBatches(maximumCount: 4, maximumWait: .milliseconds(100)) { batch in
                    batches.append(batch.map(\.number))
                    if !hasThrown.isOpen, batch.contains(where: { $0.number == 7 }) {
                        hasThrown.open()
                        throw CancellationError()
                    }
                    return batch.map { notification in
                        if batches.count == 1, notification.number == 2 { return .requeue }
                        handled.append(notification.number)
                        return .handled
                    }
                }
            }, endedBy: { await listener.shutdown() },
            {
                _ = try await handled.wait { Set($0) == Set(0..<10) }
            })
        #expect(batches.elements.first == [0, 1, 2, 3])
        #expect(handled.elements.prefix(4) == [0, 1, 3, 2])
        // All of the batch whose handler threw came again, and nothing else.
        #expect(handled.elements.sorted() == Array(0..<10))
    }

    @Test("D26: closing the transport ends the loop")
    func closing() async throws {
        try await produce(0..<1)
        let transport = try broker.transport()
        let listener = try NotificationListener(
            transport: transport, targets: [NotificationTarget(topic: topic)], priorities: [.info], pool: pool)
        for try await delivery in listener.notifications {
            delivery.acknowledge()
            await transport.close()
        }
        var again = listener.notifications.makeAsyncIterator()
        let error = await #expect(throws: NotificationError.self) { _ = try await again.next() }
        #expect(error?.code == .closed)
    }

    @Test func aListenerWithoutPrioritiesOrThatCanNotDoWhatIsAskedIsRefused() throws {
        let transport = try broker.transport()
        #expect(throws: NotificationError.self) {
            try NotificationListener(transport: transport, targets: ["t"], priorities: [])
        }
        var options = ListenerOptions()
        options.guarantee = .atMostOnce
        let error = #expect(throws: NotificationError.self) {
            try NotificationListener(transport: transport, targets: ["t"], options: options)
        }
        #expect(error?.code == .invalidArgument)
    }

    private func numbers(of listener: NotificationListener, count: Int) async throws -> [Int] {
        var numbers: [Int] = []
        for try await delivery in listener.notifications {
            numbers.append(delivery.notification.number)
            delivery.acknowledge()
            if numbers.count == count { break }
        }
        await listener.shutdown()
        return numbers
    }

    private func listener(options: ListenerOptions = ListenerOptions()) throws -> NotificationListener {
        try NotificationListener(
            transport: broker.transport(), targets: [NotificationTarget(topic: topic)], priorities: [.info],
            pool: pool, options: options)
    }

    private func produce(_ numbers: Range<Int>) async throws {
        try await broker.produce(numbers.map { record(recordValue(number: $0)) })
    }

    private func record(_ value: [UInt8]) -> ProducerRecord {
        ProducerRecord(topic: kafkaTopic, value: value, partition: 0)
    }
}
