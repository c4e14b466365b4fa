// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

/// What a record is made of, to a real Kafka and back.
@Suite(.needsRealKafka, .timeLimit(.minutes(2))) struct ProducerRecordTests {
    private static let values: [[UInt8]?] = [nil, [], [0, 255, 7]]

    /// Sends records to the first partition of a topic in different ways and reads them again.
    private func thereAndBack(_ records: [ProducerRecord]) async throws -> [[BrokerRecord]] {
        let bootstrap = try #require(TestBroker.bootstrap)
        let topic = uniqueTopic("records")
        // Kept for ever, or else the broker may delete what claims to be old before it is read.
        let admin = try KafkaAdmin(configuration: ["bootstrap.servers": bootstrap])
        try await admin.createAndSee(NewTopic(topic, partitions: 1, configuration: ["retention.ms": "-1"]))
        await admin.shutdown()
        let records = records.map { record in
            var record = record
            record.topic = topic
            record.partition = 0
            return record
        }
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": bootstrap])
        for record in records { _ = try await producer.send(record) }
        #expect(try await producer.send(contentsOf: records).failureCount == 0)
        for record in records { try producer.post(record) }
        await producer.shutdown()
        let read = try await ListenerBroker.any().consume(records.count * 3, of: topic)
        return stride(from: 0, to: read.count, by: records.count).map { Array(read[$0..<($0 + records.count)]) }
    }

    @Test("H21: nil and empty are different things, of a key, a value and a header's value, both ways")
    func h21() async throws {
        let sent = Self.values.flatMap { key in
            Self.values.flatMap { value in
                Self.values.map { header in
                    ProducerRecord(
                        topic: "", key: key, value: value, headers: [RecordHeader(name: "h", value: header)])
                }
            }
        }
        for read in try await thereAndBack(sent) {
            for (sent, read) in zip(sent, read) {
                #expect(read.key == sent.key)
                #expect(read.value == sent.value)
                #expect(read.headers == sent.headers)
            }
        }
    }

    @Test("H3, H21: headers keep their order, and a name may come twice or be empty")
    func headers() async throws {
        let headers = ["b", "a", "b", "", "ü"].enumerated().map { RecordHeader(name: $1, text: "\($0)") }
        for read in try await thereAndBack([ProducerRecord(topic: "", value: [1], headers: headers)]) {
            #expect(read.first?.headers == headers)
        }
    }

    @Test func timestampsAreTheSenders() async throws {
        let sent = [1, 1_600_000_000_000, 1_700_000_000_123].map {
            ProducerRecord(topic: "", value: [1], timestamp: $0)
        }
        for read in try await thereAndBack(sent) { #expect(read.map(\.timestamp) == sent.map(\.timestamp)) }
    }
}
