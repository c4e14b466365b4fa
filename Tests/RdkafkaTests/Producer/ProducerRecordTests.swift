// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct ProducerRecordTests {
    let cluster: MockCluster

    init() throws {
        cluster = try MockCluster()
        try cluster.createTopic("t", partitions: 7)
    }

    /// Kafka's own hashes of keys, as its Java client's tests have them.
    @Test(arguments: [("21", -973_932_308), ("foobar", -790_332_482), ("a-little-bit-long-string", -985_981_536)])
    func thePartitionerIsChosenByAProperty(key: String, hash: Int32) async throws {
        let java = try cluster.producer(["partitioner": "murmur2_random"])
        let record = ProducerRecord(topic: "t", key: Array(key.utf8), value: nil)
        #expect(try await java.send(record).partition == (hash & 0x7fff_ffff) % 7)
        await java.shutdown()
    }

    @Test func aPartitionThatIsNotThereIsAnError() async throws {
        let producer = try cluster.producer()
        // Before and after the topic's partitions are known.
        for _ in 0..<2 {
            let error = try await #require(throws: KafkaError.self) {
                _ = try await producer.send(ProducerRecord(topic: "t", value: [1], partition: 7))
            }
            #expect(error.code == .unknownTopicOrPartition)
        }
        #expect(producer.counters.inFlightRecords == 0)
        await producer.shutdown()
    }

    @Test(arguments: [
        (ProducerRecord(topic: "t", value: nil, partition: -1), "partition -1"),
        (ProducerRecord(topic: "t", value: nil, timestamp: 0), "timestamp 0"),
        (ProducerRecord(topic: "t", value: nil, timestamp: -5), "timestamp -5"),
        (ProducerRecord(topic: "t", value: nil, headers: [RecordHeader(name: "a\0b", value: nil)]), "header 0"),
        (ProducerRecord(topic: "", value: nil), "topic name"),
        (ProducerRecord(topic: "a\0b", value: nil), "topic name"),
    ])
    func whatWouldBeSentAsSomethingElseIsRefused(record: ProducerRecord, text: String) async throws {
        let producer = try cluster.producer()
        let sent = try await #require(throws: KafkaError.self) { _ = try await producer.send(record) }
        let posted = try #require(throws: KafkaError.self) { try producer.post(record) }
        let results = try await producer.send(contentsOf: [record, ProducerRecord(topic: "t", value: nil)])
        let together = try #require(throws: KafkaError.self) { _ = try results[0].get() }
        for error in [sent, posted, together] {
            #expect(error.code == .invalidArgument && error.deliveryStatus == .notPersisted)
            #expect(error.message.contains(text))
        }
        #expect(try results[1].get().status == .persisted)
        #expect(producer.counters.inFlightRecords == 0)
        await producer.shutdown()
    }
}
