// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct ConsumerControlTests {
    let filled: FilledCluster

    init() throws {
        filled = try FilledCluster()
    }

    @Test func afterASeekNothingComesThatWasReadBefore() async throws {
        try await filled.fill("t", 250)
        let consumer = try filled.consumer(options: ConsumerOptions(maxBatchCount: 7))
        try await consumer.assign([.t(0): .beginning])
        for target in [200, 0, 120, 5, 230, 17] as [Int64] {
            _ = try await offsets(3, from: consumer)
            try await consumer.seek(.t(0), to: .offset(target))
            #expect(consumer.position(of: .t(0)) == nil)
            #expect(try await offsets(5, from: consumer) == Array(target..<target + 5))
        }
        try await consumer.seek(.t(0), to: .last(2))
        #expect(try await offsets(2, from: consumer) == [248, 249])
        try await consumer.seek(.t(0), to: .beginning)
        #expect(try await offsets(250, from: consumer) == Array(0..<250))
        await consumer.shutdown()
    }

    @Test func aSeekTellsOfEachPartition() async throws {
        for partition in 0..<2 { try await filled.fill("t", 10, partition: Int32(partition)) }
        let consumer = try filled.consumer()
        try await consumer.assign([.t(0): .beginning, .t(1): .beginning])
        _ = try await offsets(20, from: consumer)
        let results = try await consumer.seek([.t(0): .offset(8), .t(1): .committed, .t(3): .offset(0)])
        #expect(throws: Never.self) { try results[.t(0)]?.get() }
        #expect(throws: KafkaError.self) { try results[.t(1)]?.get() }
        let missing = try #require(throws: KafkaError.self) { try results[.t(3)]?.get() }
        #expect(missing.code == .invalidArgument)
        #expect(try await offsets(2, from: consumer) == [8, 9])
        await consumer.shutdown()
    }

    @Test("What is paused stays out, what goes on comes, and resuming loses nothing and repeats nothing")
    func pauses() async throws {
        for partition in 0..<2 { try await filled.fill("t", 120, partition: Int32(partition)) }
        let consumer = try filled.consumer(options: ConsumerOptions(maxBatchCount: 10))
        try await consumer.assign([.t(0): .beginning, .t(1): .beginning])
        var seen: [Int32: [Int64]] = [0: [], 1: []]
        var paused: Int32?
        var sinceChange = 0
        for try await batch in consumer.batches {
            for record in batch {
                #expect(record.partition != paused)
                seen[record.partition]?.append(record.offset)
                sinceChange += 1
            }
            if seen[0]?.count == 120, seen[1]?.count == 120 { break }
            if let partition = paused {
                if sinceChange > 15 || seen[1 - partition]?.count == 120 {
                    try await consumer.resume([.t(partition)]).get()
                    paused = nil
                    sinceChange = 0
                }
            } else if sinceChange > 15 {
                let partition: Int32 = (seen[0]?.count ?? 0) > (seen[1]?.count ?? 0) ? 0 : 1
                if seen[1 - partition]?.count != 120 {
                    try await consumer.pause([.t(partition)]).get()
                    #expect(consumer.paused == [.t(partition)])
                    paused = partition
                    sinceChange = 0
                }
            }
        }
        #expect(seen == [0: Array(0..<120), 1: Array(0..<120)])
        await consumer.shutdown()
    }

    @Test func pausingAndResumingAtOnceLosesNothing() async throws {
        try await filled.fill("t", 60)
        let consumer = try filled.consumer(options: ConsumerOptions(maxBatchCount: 3))
        try await consumer.assign([.t(0): .beginning])
        // Each pause makes librdkafka fetch again: without a record between them none would ever come.
        let (reads, reading) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let pausing = Task {
            for await _ in reads {
                try await consumer.pause([.t(0)]).get()
                try await consumer.resume([.t(0)]).get()
            }
        }
        var offsets: [Int64] = []
        for try await record in consumer.records {
            offsets.append(record.offset)
            reading.yield()
            if offsets.count == 60 { break }
        }
        #expect(offsets == Array(0..<60))
        reading.finish()
        try await pausing.value
        await consumer.shutdown()
    }

    @Test func whatChangesNothingRepeatsNothing() async throws {
        try await filled.fill("t", 60)
        let consumer = try filled.consumer(options: ConsumerOptions(maxBatchCount: 3))
        try await consumer.assign([.t(0): .beginning])
        var offsets: [Int64] = []
        for try await record in consumer.records {
            offsets.append(record.offset)
            if offsets.count == 10 { try await consumer.resume([.t(0)])[.t(0)]?.get() }
            if offsets.count == 20 {
                for _ in 0..<2 { try await consumer.pause([.t(0)])[.t(0)]?.get() }
                for _ in 0..<2 { try await consumer.resume([.t(0)])[.t(0)]?.get() }
            }
            if offsets.count == 60 { break }
        }
        #expect(offsets == Array(0..<60))
        await consumer.shutdown()
    }

    @Test func aPartitionThatComesBackIsNotPaused() async throws {
        try await filled.fill("t", 5)
        let consumer = try filled.consumer()
        try await consumer.assign([.t(0): .beginning])
        let results = try await consumer.pause([.t(0), .t(2)])
        #expect(throws: Never.self) { try results[.t(0)]?.get() }
        #expect(throws: KafkaError.self) { try results[.t(2)]?.get() }
        try await consumer.assign([.t(0): .offset(1)])
        #expect(consumer.paused == [])
        #expect(try await offsets(4, from: consumer) == [1, 2, 3, 4])
        try await consumer.pause([.t(0)]).get()
        try await consumer.removeAssignment([.t(0)])
        try await consumer.addAssignment([.t(0): .offset(4)])
        #expect(try await offsets(1, from: consumer) == [4])
        await consumer.shutdown()
    }

    @Test func aPauseHoldsRecordsOneByOneToo() async throws {
        for partition in 0..<2 { try await filled.fill("t", 10, partition: Int32(partition)) }
        let consumer = try filled.consumer()
        try await consumer.assign([.t(0): .beginning, .t(1): .beginning])
        var other: Int32?
        var seen: [Int32: [Int64]] = [0: [], 1: []]
        for try await record in consumer.records {
            seen[record.partition]?.append(record.offset)
            if other == nil {
                other = 1 - record.partition
                try await consumer.pause([record.topicPartition]).get()
            } else if let partition = other, seen[partition]?.count == 10, seen[1 - partition]?.count == 1 {
                #expect(consumer.position(of: .t(1 - partition)) == 1)
                try await consumer.resume([.t(1 - partition)]).get()
            }
            if seen[0]?.count == 10, seen[1]?.count == 10 { break }
        }
        #expect(seen == [0: Array(0..<10), 1: Array(0..<10)])
        await consumer.shutdown()
    }

    @Test func positionsEndsAndLag() async throws {
        try await filled.fill("t", 10, timestamps: 1_700_000_000_000)
        let consumer = try filled.consumer()
        try await consumer.assign([.t(0): .beginning])
        #expect(consumer.positions == [:] && consumer.lag == [:])
        #expect(try await offsets(4, from: consumer) == [0, 1, 2, 3])
        #expect(consumer.positions == [.t(0): 4])
        #expect(consumer.lag == [.t(0): 6])
        #expect(consumer.cachedWatermarks(of: .t(0))?.high == 10)
        #expect(try await consumer.watermarks(of: .t(0)) == OffsetWatermarks(low: 0, high: 10))
        #expect(consumer.cachedWatermarks(of: .t(3)) == nil)
        await #expect(throws: KafkaError.self) {
            try await consumer.watermarks(of: TopicPartition(topic: "t", partition: 99), timeout: .seconds(5))
        }
        await consumer.shutdown()
        #expect(consumer.cachedWatermarks(of: .t(0)) == nil)
        await #expect(throws: KafkaError.self) { try await consumer.watermarks(of: .t(0)) }
    }
}
