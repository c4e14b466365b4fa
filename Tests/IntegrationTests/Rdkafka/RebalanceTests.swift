// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

/// Members that come, go and vanish, on a real coordinator.
@Suite(.needsRealKafka, .timeLimit(.minutes(2))) struct RebalanceTests {
    let bootstrap = TestBroker.bootstrap ?? ""

    private func consumer(
        _ group: String, _ kind: GroupProtocolCase, options: ConsumerOptions = ConsumerOptions(),
        rebalanceHandler: RebalanceHandler? = nil
    ) throws -> KafkaConsumer {
        var configuration: KafkaConfiguration = [
            "bootstrap.servers": bootstrap, "group.id": group, "auto.offset.reset": "earliest",
            "topic.metadata.refresh.interval.ms": "500",
        ]
        for (name, value) in kind.properties { configuration[name] = value }
        return try KafkaConsumer(configuration: configuration, options: options, rebalanceHandler: rebalanceHandler)
    }

    private func send(_ numbers: Range<Int>, to topic: String) async throws {
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": bootstrap])
        let records = numbers.map {
            ProducerRecord(topic: topic, value: Array("\($0)".utf8), partition: Int32($0 % 4))
        }
        for result in try await producer.send(contentsOf: records) { _ = try result.get() }
        await producer.shutdown()
    }

    /// Makes a topic with 4 partitions, by using it.
    private func makeTopic(_ name: String) async throws -> String {
        let topic = uniqueTopic(name)
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": bootstrap])
        _ = try await producer.send(ProducerRecord(topic: topic, value: nil))
        await producer.shutdown()
        return topic
    }

    @Test(
        "Two members share what there is, and none is handled twice when what is done is stored before it is given up",
        arguments: GroupProtocolCase.known)
    func sharing(_ kind: GroupProtocolCase) async throws {
        let topic = try await makeTopic("sharing")
        let group = uniqueGroup("sharing")
        try await send(0..<2000, to: topic)
        let handled = Collected<Int>()
        let first = try Member(
            consumer: { handler in try self.consumer(group, kind, rebalanceHandler: handler) }, handled)
        try await first.consumer.subscribe(to: [topic])
        try await whileRunning(first.run, endedBy: first.end) {
            try await handled.waitForCount(500)
            let second = try Member(
                consumer: { handler in try self.consumer(group, kind, rebalanceHandler: handler) }, handled)
            try await second.consumer.subscribe(to: [topic])
            try await whileRunning(second.run, endedBy: second.end) {
                try await second.events.wait { $0.contains { $0.hasPrefix("assigned") && $0.contains("[") } }
                try await first.events.wait { $0.contains { $0.hasPrefix("revoked") } }
                #expect(!first.events.elements.contains { $0.hasPrefix("lost") })
                try await send(2000..<3000, to: topic)
                try await handled.waitForCount(3000)
                let shared = first.consumer.assignment + second.consumer.assignment
                #expect(shared.count == 4 && Set(shared).count == 4)
            }
            // What the second one leaves behind comes to the first.
            try await send(3000..<3400, to: topic)
            try await handled.waitForCount(3400)
        }
        #expect(Set(handled.elements).count == 3400 && handled.count == 3400)
    }

    @Test(
        "Of the partitions that stay nothing is read twice or lost",
        arguments: GroupProtocolCase.known.filter { $0 != .eager })
    func staying(_ kind: GroupProtocolCase) async throws {
        let topic = try await makeTopic("staying")
        let group = uniqueGroup("staying")
        try await send(0..<20_000, to: topic)
        let handled = Collected<Int>()
        let first = try Member(consumer: { try self.consumer(group, kind, rebalanceHandler: $0) }, handled)
        try await first.consumer.subscribe(to: [topic])
        try await whileRunning(first.run, endedBy: first.end) {
            try await handled.waitForCount(100)
            let guest = try Member(consumer: { try self.consumer(group, kind, rebalanceHandler: $0) }, handled)
            try await guest.consumer.subscribe(to: [topic])
            try await whileRunning(guest.run, endedBy: guest.end) {
                _ = try await guest.events.wait { $0.contains { $0.contains("[") } }
            }
            try await handled.waitForCount(20_000)
        }
        #expect(Set(handled.elements).count == 20_000 && handled.count == 20_000)
    }

    @Test("A consumer that is dropped leaves its group", arguments: GroupProtocolCase.known)
    func dropped(_ kind: GroupProtocolCase) async throws {
        let topic = try await makeTopic("dropped")
        let group = uniqueGroup("dropped")
        var consumer: KafkaConsumer? = try consumer(group, kind)
        try await consumer?.subscribe(to: [topic])
        if let batches = consumer?.batches {
            for try await batch in batches where !batch.isEmpty {
                break
            }
        }
        consumer = nil
        // Long before the group would notice by itself.
        let next = try self.consumer(group, kind)
        try await next.subscribe(to: [topic])
        let start = ContinuousClock.now
        _ = try await next.batches.first { !$0.isEmpty }
        #expect(ContinuousClock.now - start < .seconds(30))
        #expect(await next.shutdown().hasLeftGroup)
    }

    @Test(
        "A handler that outlasts its time holds a rebalance up no longer, and what it stores then is refused",
        arguments: GroupProtocolCase.known)
    func slowHandler(_ kind: GroupProtocolCase) async throws {
        let topic = try await makeTopic("slow")
        // One in each partition: whoever has any gets something.
        try await send(0..<4, to: topic)
        let group = uniqueGroup("slow")
        let (released, stream) = (Collected<[TopicPartition]>(), AsyncStream<Void>.makeStream())
        let slow = try consumer(group, kind, options: ConsumerOptions(rebalanceTimeout: .milliseconds(200))) { event in
            guard case .revoked(let partitions) = event else { return }
            for await _ in stream.stream { break }
            released.append(partitions)
        }
        try await slow.subscribe(to: [topic])
        _ = try await slow.batches.first { !$0.isEmpty }
        let other = try consumer(group, kind)
        try await other.subscribe(to: [topic])
        _ = try await other.batches.first { !$0.isEmpty }
        stream.continuation.yield()
        let revoked = try #require(try await released.waitForCount(1).first)
        let gone = revoked.filter { !slow.assignment.contains($0) }
        #expect(slow.store(gone.map { TopicPartitionOffset($0, offset: 1) }) == gone)
        stream.continuation.finish()
        await other.shutdown()
        await slow.shutdown()
    }
}

/// A consumer that handles what it reads, and stores it, record by record.
private final class Member: Sendable {
    let consumer: KafkaConsumer
    let events = Collected<String>()
    private let handled: Collected<Int>

    init(consumer make: (@escaping RebalanceHandler) throws -> KafkaConsumer, _ handled: Collected<Int>) throws {
        self.handled = handled
        consumer = try make { [events] in events.append("\($0)") }
    }

    func end() async {
        await consumer.shutdown()
    }

    func run() async throws {
        for try await record in consumer.records {
            // What is stored is done; what can't be is somebody else's.
            guard consumer.store(record), let value = record.value else { continue }
            if let number = Int(String(decoding: value, as: UTF8.self)) { handled.append(number) }
        }
    }
}
