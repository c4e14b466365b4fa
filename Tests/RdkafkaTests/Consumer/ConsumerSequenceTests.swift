// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct ConsumerSequenceTests {
    let filled: FilledCluster

    init() throws {
        filled = try FilledCluster()
    }

    @Test func whatIsLeftWhenALoopEndsComesToTheNextOne() async throws {
        try await filled.fill("t", 40)
        let consumer = try filled.consumer()
        try await consumer.assign([.t(0): .beginning])
        for start in stride(from: 0, to: 40, by: 5) {
            #expect(try await offsets(5, from: consumer) == Array(Int64(start)..<Int64(start + 5)))
            #expect(consumer.position(of: .t(0)) == Int64(start + 5))
        }
        await consumer.shutdown()
    }

    @Test func aBatchIsNoLargerThanAskedForAndNothingIsLost() async throws {
        try await filled.fill("t", 100)
        let consumer = try filled.consumer()
        try await consumer.assign([.t(0): .beginning])
        var offsets: [Int64] = []
        for try await batch in consumer.batches(maxCount: 7) {
            #expect(batch.count <= 7)
            let next = batch.last.map {
                TopicPartitionOffset(.t(0), offset: $0.offset + 1, leaderEpoch: $0.leaderEpoch)
            }
            #expect(batch.nextOffsets == [next])
            offsets += batch.map(\.offset)
            if offsets.count == 100 { break }
        }
        #expect(offsets == Array(0..<100))
        await consumer.shutdown()
    }

    @Test func anEmptyBatchComesWhenThereIsNothingForSoLong() async throws {
        try await filled.fill("t", 1)
        let consumer = try filled.consumer()
        try await consumer.assign([.t(0): .beginning])
        var counts: [Int] = []
        for try await batch in consumer.batches(maxWait: .milliseconds(50)) {
            if batch.isEmpty, counts.isEmpty { continue }
            counts.append(batch.count)
            if counts.count == 3 { break }
        }
        #expect(counts == [1, 0, 0])
        await consumer.shutdown()
    }

    @Test func aBatchMayWaitToBeFull() async throws {
        let consumer = try filled.consumer(options: ConsumerOptions(maxBatchCount: 3, maxBatchWait: .seconds(20)))
        try await consumer.assign([.t(0): .beginning])
        let reading = Task { try await consumer.batches.first { _ in true }?.count }
        for _ in 0..<3 { try await filled.fill("t", 1) }
        #expect(try await reading.value == 3)
        // An unfinished wait doesn't hold the end up, nor a pause.
        try await filled.fill("t", 1)
        try await consumer.pause([.t(0)]).get()
        await consumer.shutdown()
    }

    @Test func anActorReadsRecordsOnItself() async throws {
        try await filled.fill("t", 10)
        let consumer = try filled.consumer()
        try await consumer.assign([.t(0): .beginning])
        #expect(try await Reader().read(10, from: consumer) == Array(0..<10))
        await consumer.shutdown()
    }

    private actor Reader {
        private var offsets: [Int64] = []

        func read(_ count: Int, from consumer: KafkaConsumer) async throws -> [Int64] {
            for try await record in consumer.records {
                assertIsolated()
                offsets.append(record.offset)
                if offsets.count == count { break }
            }
            return offsets
        }
    }

    @Test func partitionErrorsOfRecordsGoToTheHandler() async throws {
        try await filled.fill("t", 1)
        filled.cluster.setTopic("forbidden", error: KafkaError.ResponseCode(rawValue: 29))
        let consumer = try filled.consumer()
        try await consumer.subscribe(to: ["t", "forbidden"])
        let errors = Lines()
        let reading = Task {
            for try await _ in consumer.records(onPartitionError: { errors.append("\($0.error)") }) {}
        }
        while errors.all.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        #expect(errors.all[0].contains("forbidden"))
        await consumer.shutdown()
        try await reading.value
    }
}
