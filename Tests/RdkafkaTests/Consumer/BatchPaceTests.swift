// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import RdkafkaTesting
import Testing

@testable import Rdkafka

/// Batches are bounded in bytes as well as in records.
@Suite(.timeLimit(.minutes(1))) struct BatchPaceTests {
    @Test func largeRecordsMakeSmallBatchesAndSmallOnesFullOnes() {
        var pace = BatchPace(maximumCount: 500, maximumBytes: 10_000)
        #expect(pace.count == 500)
        pace.read(500, bytes: 500 * 1000)
        #expect(pace.count == 10)
        pace.read(10, bytes: 10 * 20)
        #expect(pace.count == 500)
        // There is always one.
        pace.read(1, bytes: 1_000_000)
        #expect(pace.count == 1)
        // Errors are no records.
        pace.read(0, bytes: 0)
        #expect(pace.count == 1)
        pace.read(3, bytes: 0)
        #expect(pace.count == 500)
    }

    @Test func aConsumerOfLargeRecordsGetsBatchesOfSoManyBytes() async throws {
        let cluster = try MockCluster()
        let producer = try cluster.producer()
        let value = [UInt8](repeating: 1, count: 10_000)
        for result in try await producer.send(
            contentsOf: (0..<200).map { _ in ProducerRecord(topic: "t", value: value, partition: 0) })
        {
            _ = try result.get()
        }
        await producer.shutdown()
        var options = ConsumerOptions(maxBatchCount: 50)
        options.maxBatchBytes = 40_000
        let consumer = try KafkaConsumer(
            configuration: KafkaConfiguration(["bootstrap.servers": cluster.bootstrapServers]), options: options)
        try await consumer.assign([TopicPartition(topic: "t", partition: 0): .beginning])
        var counts: [Int] = []
        for try await batch in consumer.batches {
            if !batch.isEmpty { counts.append(batch.count) }
            if counts.reduce(0, +) >= 200 { break }
        }
        await consumer.shutdown()
        #expect(counts.dropFirst().allSatisfy { $0 <= 4 }, "\(counts)")
        #expect((counts.first ?? 0) <= 50)
    }
}
