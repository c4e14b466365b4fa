// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct RunTests {
    let cluster: MockCluster

    init() throws {
        cluster = try MockCluster()
    }

    @Test func cancellingTheRunOfAProducerSendsWhatIsQueued() async throws {
        let producer = try KafkaProducer(
            configuration: ["bootstrap.servers": cluster.bootstrapServers, "linger.ms": "60000"])
        let running = Task { await producer.run() }
        try producer.post(ProducerRecord(topic: "t", value: [1]))
        running.cancel()
        await running.value
        #expect(producer.counters.delivered == 1)
        // Of one that has ended it returns at once.
        await producer.run()
    }

    @Test func whatIsHandledAtTheEndIsStored() async throws {
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": cluster.bootstrapServers])
        for value: UInt8 in 0..<2 { _ = try await producer.send(ProducerRecord(topic: "t", value: [value])) }
        let consumer = try KafkaConsumer(
            configuration: [
                "bootstrap.servers": cluster.bootstrapServers, "group.id": "g", "auto.offset.reset": "earliest",
            ], options: ConsumerOptions(maxBatchCount: 1))
        try await consumer.subscribe(to: ["t"])
        let (handling, handled) = AsyncStream.makeStream(of: Void.self)
        let notStored = Lock<[[TopicPartition]]>([])
        let running = Task {
            try await consumer.run { batch in
                handled.yield()
                // The task is cancelled now, and the batch goes on.
                while !Task.isCancelled { await Task.yield() }
                let refused = consumer.store(batch.nextOffsets)
                notStored.withLock { $0.append(refused) }
            }
        }
        _ = await handling.first { true }
        running.cancel()
        try await running.value
        // One batch was handled, and its partition was still the consumer's.
        #expect(notStored.withLock { $0 } == [[]])
        #expect(await consumer.shutdown().hasLeftGroup)
        await producer.shutdown()
    }

    @Test func aRunEndsWithItsClient() async throws {
        let consumer = try KafkaConsumer(
            configuration: ["bootstrap.servers": cluster.bootstrapServers, "group.id": "g"])
        async let first: Void = consumer.run()
        async let second: Void = consumer.run()
        await consumer.shutdown()
        _ = await (first, second)
    }
}
