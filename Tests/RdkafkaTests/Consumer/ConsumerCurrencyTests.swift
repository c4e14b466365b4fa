// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import CRdkafka
import RdkafkaTesting
import Testing

@testable import Rdkafka

/// What was read, against what is assigned now.
@Suite(.timeLimit(.minutes(2))) struct ConsumerCurrencyTests {
    let filled: FilledCluster

    init() throws {
        filled = try FilledCluster()
    }

    @Test func whatWasReadBeforeThePartitionCameBackIsNotStored() async throws {
        try await filled.fill("t", 20)
        let consumer = try filled.consumer(["enable.auto.commit": "false"])
        try await consumer.assign([.t(0): .beginning])
        let batch = try #require(try await consumer.batches.first { !$0.isEmpty })
        let last = try #require(batch.last)
        #expect(consumer.isCurrent(last) && consumer.isCurrent(batch, in: .t(0)))
        #expect(consumer.store(batch) == [] && consumer.store(last))
        try await consumer.removeAssignment([.t(0)])
        #expect(!consumer.store(last))
        try await consumer.addAssignment([.t(0): .beginning])
        let first = try #require(try await consumer.records.first { _ in true })
        #expect(first.offset == 0 && consumer.store(first))
        #expect(!consumer.isCurrent(last))
        #expect(!consumer.store(last))
        #expect(consumer.store(batch) == [.t(0)])
        let error = try await #require(throws: KafkaError.self) { try await consumer.commit(last) }
        #expect(error.code == .invalidState && error.message.contains("t[0]"))
        #expect(try await consumer.commit().committed.map(\.offset) == [1])
        try await consumer.seek(.t(0), to: .beginning)
        #expect(!consumer.store(first))
        await consumer.shutdown()
    }

    @Test func assignmentsAtTheSameTimeAreMadeOneAfterTheOther() async throws {
        try filled.cluster.createTopic("t")
        let consumer = try filled.consumer()
        for _ in 0..<25 {
            try await consumer.assign([.t(0)])
            async let all: Void = { try? await consumer.assign([.t(1)]) }()
            async let more: Void = { try? await consumer.addAssignment([.t(2): .beginning]) }()
            _ = await (all, more)
            #expect(consumer.core.withHandle { unsafe assignmentCount($0.client) } == consumer.assignment.count)
        }
        await consumer.shutdown()
    }

    private func assignmentCount(_ client: OpaquePointer) -> Int? {
        var list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
        guard unsafe rd_kafka_assignment(client, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list = unsafe list else {
            return nil
        }
        defer { unsafe rd_kafka_topic_partition_list_destroy(list) }
        return unsafe Int(list.pointee.cnt)
    }

    @Test func recordsOfOnePartitionAreToldFromOthers() async throws {
        for (topic, partition) in [("t", 0), ("t", 1), ("u", 0)] as [(String, Int32)] {
            try await filled.fill(topic, 3, partition: partition)
        }
        let consumer = try filled.consumer(options: ConsumerOptions(maxBatchCount: 4))
        try await consumer.assign(
            [.t(0), .t(1), TopicPartition(topic: "u", partition: 0)], at: .beginning)
        var records: [ConsumerRecord] = []
        for try await record in consumer.records {
            records.append(record)
            if records.count == 9 { break }
        }
        for left in records {
            for right in records {
                #expect(left.isSamePartition(as: right) == (left.topicPartition == right.topicPartition))
            }
        }
        await consumer.shutdown()
    }
}
