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

    @Test func aRunEndsWithItsClient() async throws {
        let consumer = try KafkaConsumer(
            configuration: ["bootstrap.servers": cluster.bootstrapServers, "group.id": "g"])
        async let first: Void = consumer.run()
        async let second: Void = consumer.run()
        await consumer.shutdown()
        _ = await (first, second)
    }
}
