// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct ConsumerTests {
    let cluster: MockCluster
    let configuration: KafkaConfiguration

    init() throws {
        cluster = try MockCluster()
        configuration = ["bootstrap.servers": cluster.bootstrapServers]
    }

    private func consumer(_ group: String = "g") throws -> KafkaConsumer {
        try KafkaConsumer(
            configuration: configuration.withDefaults([
                "group.id": group, "auto.offset.reset": "earliest", "session.timeout.ms": "6000",
                "max.poll.interval.ms": "10000",
            ]))
    }

    private func read(_ count: Int, from consumer: KafkaConsumer) async throws -> [ConsumerRecord] {
        var records: [ConsumerRecord] = []
        for try await batch in consumer.batches {
            records += batch
            consumer.store(batch.nextOffsets)
            if records.count >= count { break }
        }
        return records
    }

    @Test func keyValueAndHeadersArriveAsTheyWereSent() async throws {
        let producer = try KafkaProducer(configuration: configuration)
        let headers = [
            RecordHeader(name: "a", value: [1]), RecordHeader(name: "a", value: []),
            RecordHeader(name: "b", value: nil),
        ]
        let sent = [
            ProducerRecord(
                topic: "t", key: [1, 2], value: [3], headers: headers, partition: 0, timestamp: 1_700_000_000_123),
            ProducerRecord(topic: "t", key: [], value: [], partition: 0),
            ProducerRecord(topic: "t", key: nil, value: nil, partition: 0),
        ]
        for result in try await producer.send(contentsOf: sent) { _ = try result.get() }
        let consumer = try consumer()
        try await consumer.assign([.t(0): .beginning])
        let records = try await read(3, from: consumer)
        #expect(records.map(\.key) == [[1, 2], [], nil])
        #expect(records.map(\.value) == [[3], [], nil])
        #expect(records[0].headers == headers)
        #expect(records[0].timestamp == 1_700_000_000_123)
        #expect(records.map(\.offset) == [0, 1, 2])
        let sizes = records.map { record in record.valueSpan?.byteCount }
        #expect(sizes == [1, 0, nil])
        #expect(await consumer.shutdown().hasLeftGroup)
        await producer.shutdown()
    }

    @Test func headersAreLeftOutWhenNobodyWantsThem() async throws {
        let producer = try KafkaProducer(configuration: configuration)
        let headers = [RecordHeader(name: "a", value: [1])]
        _ = try await producer.send(ProducerRecord(topic: "t", value: [3], headers: headers, partition: 0))
        for (isRead, expected) in [(true, headers), (false, [])] {
            let consumer = try KafkaConsumer(
                configuration: configuration.withDefaults(["group.id": "g"]),
                options: ConsumerOptions(readsHeaders: isRead))
            try await consumer.assign([.t(0): .beginning])
            let record = try #require(try await consumer.records.first { _ in true })
            #expect(record.headers == expected && record.value == [3])
            await consumer.shutdown()
        }
        await producer.shutdown()
    }

    @Test func aGroupGoesOnWhereItStoredItsOffsets() async throws {
        let producer = try KafkaProducer(configuration: configuration)
        _ = try await producer.send(contentsOf: (0..<10).map { ProducerRecord(topic: "t", value: [$0], partition: 1) })
        let first = try consumer()
        try await first.subscribe(to: ["t"])
        for try await batch in first.batches {
            if let record = batch.first(where: { $0.offset == 3 }) {
                first.store(record)
                break
            }
        }
        await first.shutdown()
        let second = try consumer()
        try await second.subscribe(to: ["t"])
        #expect(try await read(6, from: second).map(\.offset) == [4, 5, 6, 7, 8, 9])
        await second.shutdown()
        await producer.shutdown()
    }

    @Test func cancellationEndsTheWait() async throws {
        // One that is not there would be told as an error, perhaps first.
        try cluster.createTopic("t")
        let consumer = try consumer()
        try await consumer.subscribe(to: ["t"])
        let task = Task { try await consumer.batches.first { _ in true } }
        task.cancel()
        #expect(try await task.value == nil)
        await consumer.shutdown()
    }
}
