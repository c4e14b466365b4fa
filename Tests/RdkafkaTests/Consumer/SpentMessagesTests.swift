// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import RdkafkaTesting
import Testing

@testable import Rdkafka

/// Messages that were copied and not freed yet.
@Suite(.timeLimit(.minutes(1))) struct SpentMessagesTests {
    /// So long the broker holds a fetch back when it has nothing, so that none is answered meanwhile.
    private static let neverMind = ["fetch.wait.max.ms": "200000", "socket.timeout.ms": "300000"]

    @Test func theirBrokerFreesThemWithItsNextAnswer() async throws {
        let filled = try FilledCluster()
        try await filled.fill("t", 10)
        let consumer = try RawConsumer(filled.configuration, [.t(0)])
        consumer.handle.spent.add(consumer.read(10))
        while consumer.handle.spent.count > 0 { try await Task.sleep(for: .milliseconds(2)) }
        consumer.end()
    }

    @Test func nobodyElsesAreFreed() async throws {
        let filled = try FilledCluster(brokers: 2)
        try filled.cluster.createTopic("t", partitions: 2, replicationFactor: 2)
        for partition in 0..<2 {
            try filled.cluster.setLeader(of: .t(Int32(partition)), to: partition + 1)
            try await filled.fill("t", 3, partition: Int32(partition))
        }
        let consumer = try RawConsumer(filled.configuration, [.t(0), .t(1)])
        let messages = consumer.read(6).compactMap { SpentMessage($0) }
        let spent = SpentMessages()
        // Those of two brokers in turn, as they may come.
        spent.add(zip(messages.filter { $0.broker == 1 }, messages.filter { $0.broker == 2 }).flatMap { [$0, $1] })
        #expect(spent.count == 6)
        spent.free(from: 7)
        #expect(spent.count == 6)
        spent.free(from: 1)
        #expect(spent.count == 3)
        spent.free(from: 2)
        #expect(spent.count == 0)
        consumer.end()
    }

    @Test func tooManyAreFreedAtOnce() async throws {
        let filled = try FilledCluster()
        try await filled.fill("t", 10)
        let consumer = try RawConsumer(filled.configuration, [.t(0)])
        let messages = consumer.read(10).compactMap { SpentMessage($0) }
        let spent = SpentMessages(maximumSize: messages[..<5].reduce(0) { $0 + $1.size })
        spent.add(Array(messages[..<5]))
        #expect(spent.count == 5)
        spent.add([messages[5]])
        #expect(spent.count == 0)
        spent.add(Array(messages[6...]))
        #expect(spent.count == 4)
        spent.freeAll()
        #expect(spent.count == 0)
        consumer.end()
    }

    @Test("H8: a consumer that waits for records keeps none, though its broker is gone")
    func aReaderThatWaitsFreesThem() async throws {
        let filled = try FilledCluster()
        try await filled.fill("t", 10)
        let consumer = try filled.consumer(Self.neverMind)
        try await consumer.assign([.t(0): .beginning])
        #expect(try await offsets(10, from: consumer) == Array(0..<10))
        try filled.cluster.setBroker(1, down: true)
        while consumer.core.handle.spent.count > 0 { try await Task.sleep(for: .milliseconds(2)) }
        await consumer.shutdown(timeout: .milliseconds(200))
    }

    @Test("H8: a consumer whose records nobody takes keeps none, though its broker has no more")
    func aReaderThatWaitsForRoomFreesThem() async throws {
        let filled = try FilledCluster()
        try await filled.fill("t", 10)
        let consumer = try filled.consumer(Self.neverMind, options: ConsumerOptions(maxBatchCount: 1))
        try await consumer.assign([.t(0): .beginning])
        _ = try await consumer.batches.first { _ in true }
        while consumer.core.handle.spent.count > 0 { try await Task.sleep(for: .milliseconds(2)) }
        #expect(await consumer.shutdown(timeout: .seconds(5)).hasEnded)
    }

    @Test("H8: a consumer ends right after a read")
    func theEndOfTheReaderFreesThem() async throws {
        let filled = try FilledCluster()
        try await filled.fill("t", 10)
        let consumer = try filled.consumer(Self.neverMind, options: ConsumerOptions(maxBatchCount: 1))
        try await consumer.assign([.t(0): .beginning])
        _ = try await consumer.batches.first { _ in true }
        #expect(await consumer.shutdown(timeout: .seconds(5)).hasEnded)
        #expect(consumer.core.handle.spent.count == 0)
    }

    @Test func nothingIsLeftOfADroppedConsumer() async throws {
        let filled = try FilledCluster()
        try await filled.fill("t", 10)
        var consumer: KafkaConsumer? = try filled.consumer()
        try await consumer?.assign([.t(0): .beginning])
        _ = try await consumer?.records.first { _ in true }
        weak let spent = consumer?.core.handle.spent
        consumer = nil
        while spent != nil { try await Task.sleep(for: .milliseconds(2)) }
    }
}

/// A consumer without a reader.
private struct RawConsumer: ~Copyable {
    let handle: ConsumerHandle
    private let buffer = MessageBuffer.allocate(capacity: 16)

    init(_ configuration: KafkaConfiguration, _ partitions: [TopicPartition]) throws {
        handle = try ConsumerHandle(ConfigurationHandle(configuration), events: ClientEvents(log: nil))
        #expect(handle.assign(PartitionList(partitions.map { (key: $0, value: 0) })) == nil)
    }

    /// That many messages, which are the caller's to give back.
    func read(_ count: Int) -> MessageBuffer {
        var got = 0
        while got < count { got += handle.readNext(MessageBuffer(rebasing: buffer[got..<count]), patience: 100) }
        return MessageBuffer(rebasing: buffer[..<count])
    }

    /// Waits for messages that are alive, for ever.
    consuming func end() {
        handle.destroy()
        buffer.deallocate()
    }
}
