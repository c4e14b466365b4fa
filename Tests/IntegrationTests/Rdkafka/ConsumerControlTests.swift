// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

/// What a consumer asks and tells a real broker.
@Suite(.needsRealKafka, .timeLimit(.minutes(2))) struct ConsumerControlTests {
    let bootstrap = TestBroker.bootstrap ?? ""
    let topic = uniqueTopic("control")
    let group = uniqueGroup("control")

    private func consumer(group: String?, _ properties: [String: String] = [:]) throws -> KafkaConsumer {
        var configuration: KafkaConfiguration = ["bootstrap.servers": bootstrap, "auto.offset.reset": "earliest"]
        configuration["group.id"] = group
        for (name, value) in properties { configuration[name] = value }
        return try KafkaConsumer(configuration: configuration)
    }

    private func send(_ count: Int, partition: Int32 = 0, to topic: String, timestamp: Int64? = nil) async throws {
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": bootstrap])
        let records = (0..<count).map { number in
            ProducerRecord(
                topic: topic, value: Array("\(number)".utf8), partition: partition,
                timestamp: timestamp.map { $0 + Int64(number) * 1000 })
        }
        for result in try await producer.send(contentsOf: records) { _ = try result.get() }
        await producer.shutdown()
    }

    private func makeTopic() async throws {
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": bootstrap])
        _ = try await producer.send(ProducerRecord(topic: topic, value: nil, partition: 3))
        await producer.shutdown()
    }

    private func read(_ count: Int, from consumer: KafkaConsumer) async throws -> [Int64] {
        var offsets: [Int64] = []
        for try await record in consumer.records {
            offsets.append(record.offset)
            if offsets.count == count { break }
        }
        return offsets
    }

    @Test func timesOffsetsAndEnds() async throws {
        try await makeTopic()
        let start: Int64 = 1_700_000_000_000
        try await send(100, to: topic, timestamp: start)
        let partition = TopicPartition(topic: topic, partition: 0)
        let none = TopicPartition(topic: topic, partition: 77)
        let consumer = try consumer(group: nil)
        let times = try await consumer.offsetsForTimes([partition: start + 41_500])
        #expect(try times[partition]?.get() == 42)
        let late = try await consumer.offsetsForTimes([partition: start * 2])
        #expect(try #require(late[partition]).get() == nil)
        let unknown = await #expect(throws: KafkaError.self) {
            try await consumer.offsetsForTimes([none: start], timeout: .seconds(5))[none]?.get()
        }
        #expect(unknown != nil)
        #expect(try await consumer.watermarks(of: partition) == OffsetWatermarks(low: 0, high: 100))
        try await consumer.assign([partition: .offset(42)])
        #expect(try await read(58, from: consumer) == Array(42..<100))
        #expect(consumer.lag == [partition: 0])
        try await consumer.seek(partition, to: .last(10))
        #expect(try await read(5, from: consumer) == Array(90..<95))
        #expect(consumer.position(of: partition) == 95)
        #expect(await consumer.shutdown().hasLeftGroup)
    }

    @Test func committedOffsetsComeBackWithTheirMetadata() async throws {
        try await makeTopic()
        try await send(10, to: topic)
        let partition = TopicPartition(topic: topic, partition: 0)
        let consumer = try consumer(group: group)
        let result = try await consumer.commit([
            TopicPartitionOffset(partition, offset: 4, metadata: "vier – four"),
            TopicPartitionOffset(TopicPartition(topic: "no-such-" + topic, partition: 0), offset: 1),
        ])
        #expect(result.committed.map(\.topicPartition) == [partition])
        #expect(result.failed.values.map(\.code) == [.unknownTopicOrPartition])
        let committed = try await consumer.committed([partition])[partition]?.get()
        #expect(committed?.offset == 4 && committed?.metadata == "vier – four")
        try await consumer.assign([partition])
        #expect(try await read(6, from: consumer) == Array(4..<10))
        await consumer.shutdown()
    }

    @Test func pausingUnderLoadLosesAndRepeatsNothing() async throws {
        try await makeTopic()
        try await send(20_000, to: topic)
        let partition = TopicPartition(topic: topic, partition: 0)
        let consumer = try consumer(group: group, ["fetch.wait.max.ms": "10"])
        try await consumer.assign([partition: .beginning])
        var offsets: [Int64] = []
        for try await batch in consumer.batches(maxCount: 700) {
            offsets += batch.map(\.offset)
            if offsets.count == 20_000 { break }
            try await consumer.pause([partition]).get()
            try await consumer.resume([partition]).get()
        }
        #expect(offsets == Array(0..<20_000))
        await consumer.shutdown()
    }

    @Test func anExpressionFindsTopicsThatAppearLater() async throws {
        let prefix = uniqueTopic("found")
        try await send(1, to: prefix + "-a")
        let consumer = try consumer(group: group, ["topic.metadata.refresh.interval.ms": "300"])
        try await consumer.subscribe(to: ["^\(prefix)-.*"])
        var records = consumer.records.makeAsyncIterator()
        let first = try #require(try await records.next())
        #expect(first.topic == prefix + "-a" && consumer.store(first))
        try await send(1, to: prefix + "-b")
        #expect(try await records.next()?.topic == prefix + "-b")
        await consumer.shutdown()
    }
}
