// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct ConsumerAssignTests {
    let filled: FilledCluster

    init() throws {
        filled = try FilledCluster()
    }

    @Test func partitionsAreReadFromWhereTheyWereAssigned() async throws {
        try await filled.fill("t", 20)
        let consumer = try filled.consumer()
        for (position, first) in [
            (StartingPosition.beginning, 0), (.offset(7), 7), (.last(3), 17), (.committed, 0),
        ] as [(StartingPosition, Int64)] {
            // Again and again the same partition: its records must take the way to the reader each time.
            try await consumer.assign([.t(0)], at: position)
            #expect(consumer.assignment == [.t(0)])
            #expect(try await offsets(3, from: consumer) == [first, first + 1, first + 2])
        }
        try await consumer.unassign()
        #expect(consumer.assignment == [])
        await consumer.shutdown()
    }

    @Test func theEndIsAfterWhatIsThere() async throws {
        try await filled.fill("t", 5)
        let consumer = try filled.consumer()
        try await consumer.assign([.t(0): .end])
        // Where the end is, is asked for in the background.
        while consumer.cachedWatermarks(of: .t(0)) == nil { try await Task.sleep(for: .milliseconds(5)) }
        try await filled.fill("t", 2)
        #expect(try await offsets(2, from: consumer) == [5, 6])
        await consumer.shutdown()
    }

    @Test func partitionsComeAndGoOneByOne() async throws {
        for partition in 0..<3 { try await filled.fill("t", 10, partition: Int32(partition)) }
        let consumer = try filled.consumer()
        try await consumer.assign([.t(0): .beginning])
        #expect(try await offsets(10, from: consumer) == Array(0..<10))
        try await consumer.addAssignment([.t(1): .offset(5), .t(2): .offset(9)])
        #expect(try await offsets(6, from: consumer).sorted() == [5, 6, 7, 8, 9, 9])
        await #expect(throws: KafkaError.self) { try await consumer.addAssignment([.t(1): .beginning]) }
        try await consumer.removeAssignment([.t(1), .t(2)])
        #expect(consumer.assignment == [.t(0)])
        await #expect(throws: KafkaError.self) { try await consumer.removeAssignment([.t(1)]) }
        try await filled.fill("t", 3, partition: 1)
        try await filled.fill("t", 1)
        #expect(try await offsets(1, from: consumer) == [10])
        // What was removed comes back from where it is told to.
        try await consumer.addAssignment([.t(1): .offset(11)])
        #expect(try await offsets(2, from: consumer) == [11, 12])
        await consumer.shutdown()
    }

    @Test func whatWasReadAheadOfAnAssignmentIsNotGivenOutAfterIt() async throws {
        try await filled.fill("t", 200)
        let consumer = try filled.consumer(options: ConsumerOptions(maxBatchCount: 5))
        try await consumer.assign([.t(0): .beginning])
        for _ in 0..<10 {
            _ = try await offsets(1, from: consumer)
            try await consumer.assign([.t(0): .offset(150)])
            #expect(try await offsets(12, from: consumer) == Array(150..<162))
            try await consumer.assign([.t(0): .offset(3)])
        }
        await consumer.shutdown()
    }

    @Test func aConsumerWithoutAGroupReadsWhatIsAssignedAndNothingElse() async throws {
        try await filled.fill("t", 5)
        let consumer = try filled.consumer(["group.id": nil])
        try await consumer.assign([.t(0)])
        #expect(try await offsets(5, from: consumer) == Array(0..<5))
        try await consumer.seek(.t(0), to: .offset(3))
        #expect(try await offsets(2, from: consumer) == [3, 4])
        let refused = try await #require(throws: KafkaError.self) { try await consumer.subscribe(to: ["t"]) }
        #expect(refused.property == "group.id")
        #expect(consumer.store([TopicPartitionOffset(.t(0), offset: 5)]) == [.t(0)])
        await #expect(throws: KafkaError.self) { try await consumer.commit() }
        await #expect(throws: KafkaError.self) { try await consumer.committed([.t(0)]) }
        await #expect(throws: KafkaError.self) { try await consumer.groupMetadata() }
        #expect(await consumer.shutdown().hasLeftGroup)
        let latest = try filled.consumer(["group.id": nil, "auto.offset.reset": "latest"])
        try await latest.assign([.t(0)])
        while latest.cachedWatermarks(of: .t(0)) == nil { try await Task.sleep(for: .milliseconds(5)) }
        try await filled.fill("t", 1)
        #expect(try await offsets(1, from: latest) == [5])
        await latest.shutdown()
    }

    @Test func aSubscriptionAndAnAssignmentExcludeEachOther() async throws {
        let consumer = try filled.consumer()
        try await consumer.subscribe(to: ["t", "^u.*"])
        #expect(try await consumer.subscription().sorted() == ["^u.*", "t"])
        let error = try await #require(throws: KafkaError.self) { try await consumer.assign([.t(0)]) }
        #expect(error.code == .invalidArgument)
        try await consumer.unsubscribe()
        #expect(try await consumer.subscription() == [])
        try await consumer.assign([.t(0)])
        await #expect(throws: KafkaError.self) { try await consumer.subscribe(to: ["t"]) }
        try await consumer.unassign()
        try await consumer.subscribe(to: ["t"])
        await consumer.shutdown()
    }

    @Test("H28: subscribing waits for librdkafka on no thread of the caller's")
    func h28() async throws {
        let consumer = try filled.consumer()
        let subscribing = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await consumer.subscribe(to: ["t"])
        }
        let error = await #expect(throws: KafkaError.self) { try await subscribing.value }
        #expect(error?.code == .cancelled)
        #expect(try await consumer.subscription() == [])
        await consumer.shutdown()
    }

    @Test func aChangeThatFailedStandsInNobodysWay() async throws {
        let consumer = try filled.consumer()
        for topics in [[], ["t", "t"], [""]] {
            await #expect(throws: KafkaError.self) { try await consumer.subscribe(to: topics) }
            try await consumer.assign([.t(0)])
            try await consumer.unassign()
        }
        await #expect(throws: KafkaError.self) { try await consumer.removeAssignment([.t(0)]) }
        try await consumer.subscribe(to: ["t"])
        // The earlier one is still there.
        await #expect(throws: KafkaError.self) { try await consumer.subscribe(to: []) }
        await #expect(throws: KafkaError.self) { try await consumer.assign([.t(0)]) }
        await consumer.shutdown()
    }

    @Test func unsubscribingGivesPartitionsUpThroughTheHandlerAndCommits() async throws {
        try await filled.fill("t", 3)
        let events = Lines()
        let consumer = try filled.consumer(rebalanceHandler: { events.append("\($0)") })
        try await consumer.subscribe(to: ["^t$"])
        let record = try #require(try await consumer.records.first { _ in true })
        consumer.store(record)
        try await consumer.unsubscribe()
        #expect(consumer.assignment == [])
        #expect(events.all.count == 2 && events.all[1].hasPrefix("revoked"))
        #expect(!consumer.isAssignmentLost)
        #expect(try await consumer.committed([.t(0)])[.t(0)]?.get()?.offset == 1)
        try await consumer.assign([.t(0)])
        #expect(try await offsets(2, from: consumer) == [1, 2])
        await consumer.shutdown()
    }
}
