// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

/// What a consumer is given and can't take.
@Suite(.timeLimit(.minutes(1))) struct ConsumerInputTests {
    let filled: FilledCluster

    init() throws {
        filled = try FilledCluster()
    }

    @Test(
        arguments: [
            ([], "empty"), ([""], "\"\""), (["t", "u", "t"], "\"t\""), (["t", "^["], "\"^[\""),
            (["^[", "^a"], "\"^[\", \"^a\""), (["t\0x"], "t\0x"), (["^t\0x"], "NUL"), (["no such!"], "\"no such!\""),
        ] as [([String], String)])
    func aSubscriptionThatIsRefusedSaysWhy(topics: [String], reason: String) async throws {
        let consumer = try filled.consumer()
        let error = try await #require(throws: KafkaError.self) { try await consumer.subscribe(to: topics) }
        #expect(error.code == .invalidArgument && error.message.contains(reason), "\(error)")
        #expect(try await consumer.subscription() == [])
        await consumer.shutdown()
    }

    @Test func whatIsNoPartitionIsRefused() async throws {
        try await filled.fill("t", 1)
        let consumer = try filled.consumer()
        try await consumer.assign([.t(0): .beginning])
        _ = try await consumer.records.first { _ in true }
        for wrong in [TopicPartition(topic: "t\0x", partition: 0), .t(-1), TopicPartition(topic: "", partition: 0)] {
            await expectRefusal(of: wrong) { () throws(KafkaError) in try await consumer.assign([wrong]) }
            await expectRefusal(of: wrong) { () throws(KafkaError) in
                try await consumer.addAssignment([wrong: .beginning])
            }
            await expectRefusal(of: wrong) { () throws(KafkaError) in _ = try await consumer.committed([wrong]) }
            await expectRefusal(of: wrong) { () throws(KafkaError) in _ = try await consumer.watermarks(of: wrong) }
            await expectRefusal(of: wrong) { () throws(KafkaError) in _ = try await consumer.offsetsForTimes([wrong: 0])
            }
            await expectRefusal(of: wrong) { () throws(KafkaError) in
                try await consumer.commit([TopicPartitionOffset(wrong, offset: 1)])
            }
            let results = try await consumer.seek([wrong: .beginning])
            #expect(throws: KafkaError.self) { try results.get() }
            #expect(consumer.cachedWatermarks(of: wrong) == nil)
            #expect(consumer.store([TopicPartitionOffset(wrong, offset: 1)]) == [wrong])
        }
        #expect(consumer.assignment == [.t(0)])
        #expect(try await consumer.commit().committed.isEmpty)
        await consumer.shutdown()
    }

    private func expectRefusal(of partition: TopicPartition, _ call: () async throws(KafkaError) -> Void) async {
        do throws(KafkaError) {
            try await call()
            Issue.record("\(partition) was taken")
        } catch {
            #expect(error.code == .invalidArgument && error.message.contains(partition.topic), "\(error)")
        }
    }

    @Test func whatIsNoOffsetIsRefused() async throws {
        try await filled.fill("t", 3)
        let consumer = try filled.consumer()
        for offset in [-5, -1, -2, -1000, -1001] as [Int64] {
            let error = try await #require(throws: KafkaError.self) {
                try await consumer.assign([.t(0): .offset(offset)])
            }
            #expect(error.code == .invalidArgument && error.message.contains("t[0]"))
            #expect(error.message.contains("\(offset)"))
        }
        try await consumer.assign([.t(0): .beginning])
        _ = try await offsets(3, from: consumer)
        let error = try await #require(throws: KafkaError.self) {
            try await consumer.seek(.t(0), to: .offset(-5))
        }
        #expect(error.code == .invalidArgument && error.message.contains("-5"))
        let committed = try await #require(throws: KafkaError.self) {
            try await consumer.seek(.t(0), to: .committed)
        }
        #expect(committed.code == .invalidArgument)
        #expect(["committed", "beginning", "end", "last"].allSatisfy { committed.message.contains($0) })
        #expect(consumer.store([TopicPartitionOffset(.t(0), offset: -7)]) == [.t(0)])
        await #expect(throws: KafkaError.self) {
            try await consumer.commit([TopicPartitionOffset(.t(0), offset: 1, metadata: "a\0b")])
        }
        await consumer.shutdown()
    }

    @Test(arguments: [Int.min, -1, 0, 1_000_001, .max])
    func aBatchOfAnImpossibleSizeIsRefused(count: Int) throws {
        let error = try #require(throws: KafkaError.self) {
            try filled.consumer(options: ConsumerOptions(maxBatchCount: count))
        }
        #expect(error.code == .invalidArgument)
        #expect(["maxBatchCount", "\(count)", "1000000"].allSatisfy { error.message.contains($0) })
    }

    @Test func theLargestBatchIsPossible() async throws {
        for count in [1, 1_000_000] {
            try await filled.consumer(options: ConsumerOptions(maxBatchCount: count)).shutdown()
        }
    }
}
