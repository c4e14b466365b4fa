// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import TestSupport
import Testing

/// Notifications that are taken from a listener and acknowledged.
@Suite(.timeLimit(.minutes(2))) struct DeliveriesTests {
    private typealias Kind = ListenerBroker.Kind

    let topic = uniqueTopic("deliveries")
    let pool = uniqueGroup("deliveries")

    private var kafkaTopic: String { "\(topic).info" }

    @Test("D1: what is not acknowledged comes again, and all after it in its partition", arguments: Kind.allCases)
    func contiguous(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await produce(to: broker, 0..<10)
        let first = try listener(broker)
        var taken: [NotificationDelivery] = []
        for try await delivery in first.notifications {
            taken.append(delivery)
            if taken.count == 10 { break }
        }
        #expect(taken.map(\.notification.number) == Array(0..<10))
        for delivery in taken where delivery.notification.number != 3 { delivery.acknowledge() }
        taken = []
        #expect(await first.close().hasLeftGroup)
        #expect(try await numbers(of: try listener(broker), count: 7) == Array(3..<10))
    }

    @Test("D10: leaving the loop leaves the group, and the rest to who comes next", arguments: Kind.allCases)
    func leaving(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await produce(to: broker, 0..<100)
        let first = try listener(broker)
        #expect(try await numbers(of: first, count: 20) == Array(0..<20))
        let report = await first.close()
        #expect(report.hasLeftGroup)
        #expect(report.unfinished == 0)
        #expect(try await numbers(of: try listener(broker), count: 80) == Array(20..<100))
    }

    @Test(
        "D15: what is requeued comes again before the next, and is moved away when it has come often enough",
        arguments: Kind.allCases)
    func requeued(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await produce(to: broker, 0..<3)
        var options = ListenerOptions()
        options.backoff = .milliseconds(1)
        options.maximumAttempts = 3
        let listener = try listener(broker, options: options)
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

    @Test("D2: a record that is no notification costs only itself", arguments: Kind.allCases)
    func undecodable(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await broker.produce([record(recordValue(number: 0)), record([0x7B]), record(recordValue(number: 2))])
        let listener = try listener(broker)
        #expect(try await numbers(of: listener, count: 2) == [0, 2])
        await listener.shutdown()
        let dead = try await broker.consume(1, of: "\(kafkaTopic).dead")
        #expect(dead.first?.value == [0x7B])
    }

    @Test("D25: a batch that doesn't become full is given out when its time is up", arguments: Kind.allCases)
    func partialBatch(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await produce(to: broker, 0..<3)
        let listener = try listener(broker)
        var sizes: [Int] = []
        for try await batch in listener.batches(maximumCount: 1000, maximumWait: .milliseconds(50)) {
            sizes.append(batch.count)
            for delivery in batch { delivery.acknowledge() }
            if sizes.reduce(0, +) == 3 { break }
        }
        await listener.shutdown()
    }

    @Test(
        "D25: each notification of a batch has its own result, and one of no known priority fails no other",
        arguments: Kind.allCases)
    func resultsOfABatch(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await broker.produce(
            [record(recordValue(number: 50, "unheard of"))] + (0..<10).map { record(recordValue(number: $0)) })
        var options = ListenerOptions()
        options.backoff = .milliseconds(1)
        let listener = try listener(broker, options: options)
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

    @Test("D26: closing the transport ends the loop", arguments: Kind.allCases)
    func closing(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await produce(to: broker, 0..<1)
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

    @Test(
        "D10: shutting down ends the loop, though all that there is room for was taken and is never acknowledged",
        arguments: Kind.allCases)
    func neverAcknowledged(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await produce(to: broker, 0..<10)
        var options = ListenerOptions()
        options.maximumOutstanding = 2
        // There may be as many more as are read at once.
        let listener = try listener(broker, ["oslo_messaging_kafka.max_poll_records": "1"], options: options)
        var taken: [NotificationDelivery] = []
        var closing: Task<ListenerCloseReport, Never>?
        for try await delivery in listener.notifications {
            taken.append(delivery)
            if taken.count == 2 { closing = Task { await listener.close(timeout: .milliseconds(50)) } }
        }
        #expect(taken.map(\.notification.number) == [0, 1])
        #expect(await closing?.value.unfinished == 2)
    }

    @Test("D10: shutting down waits for what was taken", arguments: Kind.allCases)
    func acknowledgedWhileClosing(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await produce(to: broker, 0..<3)
        let first = try listener(broker)
        var taken: [NotificationDelivery] = []
        var iterator = first.notifications.makeAsyncIterator()
        while taken.count < 2, let delivery = try await iterator.next() { taken.append(delivery) }
        let closing = Task { await first.close() }
        // It ends when the listener begins to.
        while let more = try await iterator.next() { taken.append(more) }
        for delivery in taken { delivery.acknowledge() }
        let report = await closing.value
        #expect(report.hasLeftGroup)
        #expect(report.unfinished == 0)
        try await produce(to: broker, 3..<4)
        #expect(try await numbers(of: try listener(broker), count: 4 - taken.count) == Array(taken.count..<4))
    }

    @Test(
        "D3: a partition of which one is never acknowledged keeps no other from being read",
        arguments: Kind.allCases)
    func gap(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        try await produce(to: broker, 0..<60)
        var options = ListenerOptions()
        options.maximumOutstanding = 20
        options.stallTime = .milliseconds(50)
        let listener = try listener(broker, ["oslo_messaging_kafka.max_poll_records": "10"], options: options)
        var kept: NotificationDelivery?
        var seen: [Int32: [Int]] = [:]
        for try await delivery in listener.notifications {
            let source = try #require(delivery.notification.source)
            seen[source.partition, default: []].append(delivery.notification.number)
            if source.partition == 0, delivery.notification.number == 0 {
                kept = delivery
                try await broker.produce((0..<60).map { record(recordValue(number: $0), partition: 1) })
            } else {
                delivery.acknowledge()
            }
            if seen[1]?.count == 60 {
                kept?.acknowledge()
                kept = nil
            }
            if seen[0]?.count == 60, seen[1]?.count == 60 { break }
        }
        #expect(seen == [0: Array(0..<60), 1: Array(0..<60)])
        await listener.shutdown()
    }

    @Test func aListenerWithoutPrioritiesOrThatCanNotDoWhatIsAskedIsRefused() throws {
        let transport = try ListenerBroker.embedded().transport()
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

    private func listener(
        _ broker: ListenerBroker, _ configuration: [String: String] = [:],
        options: ListenerOptions = ListenerOptions()
    ) throws -> NotificationListener {
        try NotificationListener(
            transport: broker.transport(configuration), targets: [NotificationTarget(topic: topic)],
            priorities: [.info], pool: pool, options: options)
    }

    private func produce(to broker: ListenerBroker, _ numbers: Range<Int>) async throws {
        try await broker.produce(numbers.map { record(recordValue(number: $0)) })
    }

    private func record(_ value: [UInt8], partition: Int32 = 0) -> ProducerRecord {
        ProducerRecord(topic: kafkaTopic, value: value, partition: partition)
    }
}
