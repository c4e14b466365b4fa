// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

/// Records that are sent together: some by one call of librdkafka, some by themselves.
@Suite(.timeLimit(.minutes(2))) struct ProducerBatchTests {
    let cluster: MockCluster

    init() throws {
        cluster = try MockCluster()
        try cluster.createTopic("t", partitions: 3)
        try cluster.createTopic("u", partitions: 1)
    }

    /// The records of a topic's partitions by their place.
    private func read(_ count: Int, of topics: [String]) async throws -> [TopicPartitionOffset: ConsumerRecord] {
        let consumer = try KafkaConsumer(
            configuration: [
                "bootstrap.servers": cluster.bootstrapServers, "group.id": "g", "auto.offset.reset": "earliest",
            ])
        try await consumer.subscribe(to: topics)
        var records: [TopicPartitionOffset: ConsumerRecord] = [:]
        for try await batch in consumer.batches() {
            for record in batch {
                let partition = TopicPartition(topic: record.topic, partition: record.partition)
                records[TopicPartitionOffset(partition, offset: record.offset)] = record
            }
            if records.count >= count { break }
        }
        await consumer.shutdown()
        return records
    }

    @Test func eachRecordIsStoredAsItIsWhicheverWayItGoes() async throws {
        let producer = try cluster.producer()
        let records = (0..<200).map { index in
            var record = ProducerRecord(topic: index % 50 < 45 ? "t" : "u", value: Array("\(index)".utf8))
            switch index % 17 {
            case 3: record.key = []
            case 4: record.key = [UInt8(index)]
            case 5: record.headers = [RecordHeader(name: "h", value: [1])]
            case 6: record.timestamp = 1_700_000_000_000
            case 7 where record.topic == "t": record.partition = 2
            case 8: record.value = []
            case 9: record.value = nil
            default: break
            }
            return record
        }
        let results = try await producer.send(contentsOf: records)
        await producer.shutdown()
        let stored = try await read(records.count, of: ["t", "u"])
        #expect(stored.count == records.count)
        for (record, result) in zip(records, results) {
            let report = try result.get()
            let partition = TopicPartition(topic: record.topic, partition: report.partition)
            let offset = try #require(report.offset)
            let found = try #require(stored[TopicPartitionOffset(partition, offset: offset)])
            #expect((found.key, found.value) == (record.key, record.value))
            #expect(found.headers == record.headers)
        }
    }

    @Test func whatLibrdkafkaRefusesOfSeveralIsToldAndNothingElseIsLost() async throws {
        let producer = try cluster.producer(["message.max.bytes": "2000"])
        var records = (0..<40).map { ProducerRecord(topic: "t", value: [UInt8($0)]) }
        for large in [0, 7, 39] { records[large].value = [UInt8](repeating: 0, count: 3000) }
        // Before and after the topic's partitions are known.
        for round in 1...2 {
            let results = try await producer.send(contentsOf: records)
            for (index, result) in results.enumerated() {
                switch result {
                case .success(let report):
                    #expect(report.status == .persisted && ![0, 7, 39].contains(index))
                case .failure(let error):
                    #expect(error.code == .messageTooLarge && [0, 7, 39].contains(index))
                    #expect(error.deliveryStatus == .notPersisted)
                }
            }
            #expect((producer.counters.delivered, producer.counters.failed) == (37 * round, 3 * round))
            #expect((producer.counters.inFlightRecords, producer.counters.inFlightBytes) == (0, 0))
        }
        await producer.shutdown()
    }

    @Test func aTopicThatIsNotThereIsToldOfEachRecordOnce() async throws {
        // UNKNOWN_TOPIC_OR_PART
        cluster.setTopic("absent", error: KafkaError.ResponseCode(rawValue: 3))
        let producer = try cluster.producer([
            "topic.metadata.propagation.max.ms": "1", "topic.metadata.refresh.fast.interval.ms": "10",
        ])
        let records = (0..<40).map { ProducerRecord(topic: "absent", value: [UInt8($0)]) }
        // The first time brokers are asked; from then on the refusals come from the call, by way of the interceptor.
        for round in 1...3 {
            let results = try await producer.send(contentsOf: records)
            #expect(results.allSatisfy { $0.failure?.code == .unknownTopicOrPartition })
            #expect(results.allSatisfy { $0.failure?.deliveryStatus == .notPersisted })
            #expect(producer.counters.failed == 40 * round)
            #expect((producer.counters.inFlightRecords, producer.counters.inFlightBytes) == (0, 0))
        }
        await producer.shutdown()
    }

    @Test func aProducerThatIsUselessRefusesAll() async throws {
        let producer = try cluster.producer()
        producer.raiseFatalError(KafkaError.ResponseCode(rawValue: 45), "as a test wants it")
        let records = (0..<5).map { ProducerRecord(topic: "t", value: [UInt8($0)]) }
        let results = try await producer.send(contentsOf: records)
        #expect(results.failureCount == 5)
        #expect(results.allSatisfy { $0.failure?.isFatal == true })
        #expect(producer.counters.inFlightRecords == 0)
        await producer.shutdown()
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
