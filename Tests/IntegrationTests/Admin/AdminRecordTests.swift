// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@Suite(.needsRealKafka, .timeLimit(.minutes(1))) struct AdminRecordTests {
    let bootstrap = TestBroker.bootstrap ?? ""
    let admin: KafkaAdmin
    let topic = uniqueTopic("admin")
    let absent = TopicPartition(topic: "absent-topic", partition: 0)

    private var partition: TopicPartition { TopicPartition(topic: topic, partition: 0) }
    private var empty: TopicPartition { TopicPartition(topic: topic, partition: 1) }
    private var beyond: TopicPartition { TopicPartition(topic: topic, partition: 9) }

    init() async throws {
        admin = try KafkaAdmin(configuration: ["bootstrap.servers": bootstrap])
        // Kept for ever, or else the broker may delete records that claim to be old.
        try await admin.createAndSee(NewTopic(topic, partitions: 2, configuration: ["retention.ms": "-1"]))
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": bootstrap])
        for second in 0..<5 {
            _ = try await producer.send(
                ProducerRecord(
                    topic: topic, value: [1], partition: 0, timestamp: 1_700_000_000_000 + Int64(second) * 1000))
        }
        await producer.shutdown()
    }

    private func offset(_ spec: OffsetSpec) async throws -> Int64? {
        try #require(try await admin.listOffsets([partition: spec])[partition]).get().offset
    }

    @Test func offsetsAreLookedUp() async throws {
        #expect(try await offset(.earliest) == 0)
        #expect(try await offset(.latest) == 5)
        #expect(try await offset(.timestamp(1_700_000_001_500)) == 2)
        #expect(try await offset(.timestamp(1_700_000_100_000)) == nil)
        let results = try await admin.listOffsets([
            partition: .timestamp(1_700_000_002_000), empty: .latest, absent: .latest, beyond: .earliest,
            TopicPartition(topic: "no name", partition: 0): .latest,
            TopicPartition(topic: topic, partition: 5): .timestamp(-9),
        ])
        #expect(results.values.mapValues(\.offset) == [partition: 2, empty: 0])
        #expect(results.failures[absent]?.code == .unknownTopicOrPartition)
        #expect(results.failures[beyond]?.code == .unknownTopicOrPartition)
        #expect(results.failures.values.filter { $0.code == .invalidArgument }.count == 2)
        await admin.shutdown()
    }

    @Test func whatOlderLibrdkafkaCantLookUpIsRefused() async throws {
        if LibrdkafkaVersion.compiled.minor >= 3 {
            #expect(try await offset(.maxTimestamp) == 4)
            #expect(
                try await admin.listOffsets([partition: .latest], isolation: .readCommitted).get()[partition]?.offset
                    == 5)
        } else {
            let results = try await admin.listOffsets([partition: .maxTimestamp, empty: .latest])
            #expect(results.failures[partition]?.code == .unsupported)
            #expect(results.failures[partition]?.message.contains("2.3.0") == true)
            #expect(results.values.keys.map(\.partition) == [1])
            await #expect(throws: KafkaError.self) {
                _ = try await admin.listOffsets([partition: .latest], isolation: .readCommitted)
            }
        }
        await admin.shutdown()
    }

    @Test func recordsAreDeletedUpToAnOffset() async throws {
        let results = try await admin.deleteRecords(before: [
            TopicPartitionOffset(partition, offset: 3), TopicPartitionOffset(absent, offset: 1),
            TopicPartitionOffset(empty, offset: 100), TopicPartitionOffset(beyond, offset: -4),
        ])
        #expect(results.values == [partition: 3])
        #expect(results.failures[absent]?.code == .unknownTopicOrPartition)
        #expect(results.failures[empty]?.responseCode?.name == "OFFSET_OUT_OF_RANGE")
        #expect(results.failures[beyond]?.code == .invalidArgument)
        #expect(try await offset(.earliest) == 3)
        let rest = try await admin.deleteRecords(before: [TopicPartitionOffset(partition, offset: -1)]).get()
        #expect(rest == [partition: 5])
        await admin.shutdown()
    }
}
