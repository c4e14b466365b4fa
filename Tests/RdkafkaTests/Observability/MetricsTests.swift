// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import TestSupport
import Testing

private struct CollectingObserver: KafkaMetricsObserver {
    let seen = Collected<KafkaMetrics>()

    func observe(_ metrics: KafkaMetrics) {
        seen.append(metrics)
    }
}

@Suite(.timeLimit(.minutes(1))) struct MetricsTests {
    let cluster: MockCluster

    init() throws {
        cluster = try MockCluster()
    }

    private var configuration: KafkaConfiguration {
        ["bootstrap.servers": cluster.bootstrapServers, "statistics.interval.ms": "50"]
    }

    @Test("D33: a producer's numbers are pushed and pulled") func aProducersNumbersArePushedAndPulled() async throws {
        let observer = CollectingObserver()
        let producer = try KafkaProducer(configuration: configuration, metricsObserver: observer)
        for _ in 0..<20 { _ = try await producer.send(ProducerRecord(topic: "t", value: [1, 2], partition: 0)) }
        let seen = try await observer.seen.wait { $0.contains { $0.statistics?.recordsSent == 20 } }
        let metrics = try #require(seen.last)
        #expect(metrics.client == producer.name && metrics.statistics?.name == producer.name)
        #expect(metrics.producer?.delivered == 20 && metrics.producer?.inFlightRecords == 0)
        // Latencies are of the interval in which the records were sent.
        #expect(seen.contains { ($0.meanDeliveryLatency ?? .zero) > .zero && ($0.queueLatency?.count ?? 0) > 0 })
        #expect(producer.metrics.statistics?.recordsSent == 20)
        #expect(producer.metrics.rebalances == 0 && producer.metrics.lag.isEmpty)
        try producer.post(ProducerRecord(topic: "t", value: nil))
        await producer.shutdown()
        // The last word comes with the end.
        #expect(observer.seen.elements.last?.producer?.delivered == 21)
        #expect(observer.seen.elements.filter(\.hasEnded).count == 1 && observer.seen.elements.last?.hasEnded == true)
    }

    @Test func statisticsComeDuringAFlushToo() async throws {
        try cluster.createTopic("t", partitions: 1)
        try cluster.setBroker(1, roundTripTime: .milliseconds(300))
        let observer = CollectingObserver()
        let producer = try KafkaProducer(configuration: configuration, metricsObserver: observer)
        try producer.post(ProducerRecord(topic: "t", value: [1]))
        async let flush: Void = producer.flush(timeout: .seconds(30))
        try await observer.seen.wait { $0.contains { ($0.producer?.inFlightRecords ?? 0) == 1 } }
        try await flush
        try await observer.seen.wait { $0.contains { $0.producer?.delivered == 1 } }
        await producer.shutdown()
    }

    @Test("D33: a consumer's lag and rebalances are told") func aConsumersLagAndRebalances() async throws {
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": cluster.bootstrapServers])
        for result in try await producer.send(
            contentsOf: (0..<10).map { ProducerRecord(topic: "t", value: [$0], partition: 1) })
        {
            _ = try result.get()
        }
        let observer = CollectingObserver()
        let consumer = try KafkaConsumer(
            configuration: configuration.withDefaults(["group.id": "g", "auto.offset.reset": "earliest"]),
            metricsObserver: observer)
        try await consumer.subscribe(to: ["t"])
        for try await batch in consumer.batches {
            if let record = batch.first(where: { $0.offset == 3 }) {
                consumer.store(record)
                try await consumer.commit()
                break
            }
        }
        let partition = TopicPartition(topic: "t", partition: 1)
        let seen = try await observer.seen.wait { $0.last?.lag[partition] == 6 }
        #expect(seen.last?.rebalances == 1 && seen.last?.producer == nil)
        #expect(consumer.metrics.statistics?.group?.assignedPartitions == 4)
        await consumer.shutdown()
        await producer.shutdown()
    }

    @Test func withoutAnObserverNothingIsMeasured() async throws {
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": cluster.bootstrapServers])
        _ = try await producer.send(ProducerRecord(topic: "t", value: [1]))
        #expect(producer.metrics.statistics == nil && producer.metrics.producer?.delivered == 1)
        await producer.shutdown()
    }

    @Test func errorsAreCountedAndNameTheirBroker() async throws {
        let events = Collected<KafkaLogEvent>()
        let producer = try KafkaProducer(
            configuration: ["bootstrap.servers": "127.0.0.1:1", "reconnect.backoff.ms": "20"],
            logHandler: { events.append($0) })
        try await events.wait { $0.contains { $0.broker == "127.0.0.1:1/bootstrap" } }
        let line = try #require(events.elements.first { $0.broker != nil })
        #expect(line.metadata["kafka.client"] == producer.name && line.metadata["kafka.facility"] == line.facility)
        #expect(line.metadata["kafka.broker"] == "127.0.0.1:1/bootstrap")
        try await events.wait { $0.contains { $0.facility == "ERROR" } }
        #expect(producer.metrics.errors > 0)
        await producer.shutdown()
    }
}
