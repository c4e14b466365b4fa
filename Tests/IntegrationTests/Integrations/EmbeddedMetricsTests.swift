// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Metrics
import Metrics
import MetricsTestKit
import Rdkafka
import RdkafkaTesting
import TestSupport
import Testing

/// Passes on, and tells that something came.
private struct Passing: KafkaMetricsObserver {
    let next: SwiftMetricsObserver
    let seen = Collected<KafkaMetrics>()

    func observe(_ metrics: KafkaMetrics) {
        next.observe(metrics)
        seen.append(metrics)
    }
}

@Suite(.timeLimit(.minutes(1))) struct EmbeddedMetricsTests {
    @Test func aProducersNumbersReachAFactory() async throws {
        let cluster = try MockCluster()
        let backend = TestMetrics()
        let observer = Passing(next: SwiftMetricsObserver(factory: backend, dimensions: [("service", "test")]))
        let producer = try KafkaProducer(
            configuration: ["bootstrap.servers": cluster.bootstrapServers, "statistics.interval.ms": "50"],
            metricsObserver: observer)
        for _ in 0..<10 { _ = try await producer.send(ProducerRecord(topic: "t", value: [1])) }
        try await observer.seen.wait { $0.contains { $0.meanDeliveryLatency != nil } }
        await producer.shutdown()
        let dimensions = [("service", "test"), ("client", producer.name)]
        let delivered = try backend.expectCounter("kafka_producer_delivered_records_total", dimensions)
        #expect(delivered.totalValue == 10)
        #expect(try backend.expectMeter("kafka_producer_in_flight_records", dimensions).lastValue == 0)
        #expect(
            try backend.expectMeter("kafka_producer_delivery_latency_seconds", dimensions).values.contains { $0 > 0 })
        #expect(try backend.expectMeter("kafka_client_round_trip_time_seconds", dimensions).values.contains { $0 > 0 })
    }

    @Test func aConsumersLagComesAndGoes() throws {
        let backend = TestMetrics()
        let observer: any KafkaMetricsObserver = .swiftMetrics(factory: backend, prefix: "k")
        var partition = KafkaStatistics.Partition()
        partition.lag = 7
        var topic = KafkaStatistics.Topic()
        topic.name = "t"
        topic.partitions = [partition]
        var statistics = KafkaStatistics()
        statistics.topics = [topic]
        statistics.group = KafkaStatistics.Group()
        statistics.group?.rebalances = 2
        statistics.recordsReceived = 5
        observer.observe(KafkaMetrics(client: "c", errors: 1, statistics: statistics))
        let dimensions = [("client", "c")]
        let place = dimensions + [("topic", "t"), ("partition", "0")]
        #expect(try backend.expectMeter("k_consumer_lag_records", place).lastValue == 7)
        #expect(try backend.expectCounter("k_consumer_rebalances_total", dimensions).totalValue == 2)
        statistics.topics = []
        statistics.group?.rebalances = 3
        statistics.recordsReceived = 9
        observer.observe(KafkaMetrics(client: "c", errors: 1, statistics: statistics))
        #expect(throws: (any Error).self) { try backend.expectMeter("k_consumer_lag_records", place) }
        #expect(try backend.expectCounter("k_consumer_rebalances_total", dimensions).totalValue == 3)
        #expect(try backend.expectCounter("k_consumer_records_total", dimensions).totalValue == 9)
        #expect(try backend.expectCounter("k_client_errors_total", dimensions).totalValue == 1)
        statistics.topics = [topic]
        observer.observe(KafkaMetrics(client: "c", errors: 1, statistics: statistics, hasEnded: true))
        #expect(throws: (any Error).self) { try backend.expectMeter("k_consumer_lag_records", place) }
    }
}
#endif
