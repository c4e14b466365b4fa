// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if ServiceLifecycle
import Logging
import OsloNotifications
import Rdkafka
import RdkafkaTesting
import ServiceLifecycle
import TestSupport
import Testing

/// Tells that its group runs; a group that doesn't yet can't be shut down.
private struct Started: Service {
    let signal = Collected<Void>()

    func run() async throws {
        signal.append(())
        try await gracefulShutdown()
    }
}

@Suite(.timeLimit(.minutes(1))) struct EmbeddedServiceTests {
    let cluster: MockCluster
    let logger = Logger(label: "services") { _ in SwiftLogNoOpLogHandler() }

    init() throws {
        cluster = try MockCluster()
    }

    @Test func aGroupWithAProducerAndAConsumerShutsDownGracefully() async throws {
        let producer = try KafkaProducer(
            configuration: ["bootstrap.servers": cluster.bootstrapServers, "linger.ms": "200"])
        let consumer = try KafkaConsumer(
            configuration: [
                "bootstrap.servers": cluster.bootstrapServers, "group.id": "g", "auto.offset.reset": "earliest",
            ])
        try await consumer.subscribe(to: ["t"])
        let values = Collected<[UInt8]?>()
        let reading = KafkaConsumerService(consumer) { batch in
            for record in batch { values.append(record.value) }
            consumer.store(batch.nextOffsets)
        }
        // A group ends its services in reverse order, one after the other.
        let group = ServiceGroup(services: [producer, reading], logger: logger)
        async let running: Void = group.run()
        try producer.post(ProducerRecord(topic: "t", value: [1]))
        #expect(try await values.waitForCount(1) == [[1]])
        // It lingers in the queue while the group shuts down.
        try producer.post(ProducerRecord(topic: "t", value: [2]))
        await group.triggerGracefulShutdown()
        try await running
        #expect(producer.counters.delivered == 2)
        #expect(await consumer.shutdown().hasLeftGroup)
        #expect(throws: KafkaError.self) { try producer.post(ProducerRecord(topic: "t", value: [3])) }
    }

    @Test func aConsumersBatchesEndWithItsService() async throws {
        let consumer = try KafkaConsumer(
            configuration: ["bootstrap.servers": cluster.bootstrapServers, "group.id": "g"])
        try await consumer.subscribe(to: ["t"])
        let started = Started()
        let group = ServiceGroup(services: [consumer, started], logger: logger)
        async let running: Void = group.run()
        async let batches = consumer.batches.reduce(0) { count, _ in count + 1 }
        try await started.signal.waitForCount(1)
        await group.triggerGracefulShutdown()
        try await running
        #expect(try await batches == 0)
    }

    @Test func aCancelledTaskShutsAClientDown() async throws {
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": cluster.bootstrapServers])
        let running = Task { await producer.run() }
        try producer.post(ProducerRecord(topic: "t", value: [1]))
        running.cancel()
        await running.value
        #expect(producer.counters.delivered == 1)
        // Of one that has ended it returns at once.
        await producer.run()
    }

    @Test func aTransportAndAListenerShutDownGracefully() async throws {
        let transport = try NotificationTransport(configuration: [
            "transport_url": "kafka://\(cluster.bootstrapServers)/"
        ])
        let received = Collected<String>()
        let listener = try NotificationListener(transport: transport, targets: ["notifications"]) {
            On(.info) { notification in
                received.append(notification.eventType ?? "none")
                return .handled
            }
        }
        let group = ServiceGroup(services: [transport, listener], logger: logger)
        async let running: Void = group.run()
        let notifier = Notifier(transport: transport, publisherID: "test")
        _ = try await notifier.info("began", payload: ["a": 1])
        #expect(try await received.waitForCount(1) == ["began"])
        await group.triggerGracefulShutdown()
        try await running
        #expect(await listener.shutdown())
        await #expect(throws: NotificationError.self) { try await notifier.info("late", payload: ["a": 1]) }
    }
}
#endif
