// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@testable import OsloNotifications

/// Lanes that share too little room, by a random schedule against a model of their consumer.
@Suite(.timeLimit(.minutes(1))) struct LaneSharingTests {
    /// A real batch of some records of each partition.
    private static func slices(_ count: Int, _ partitions: Int) async throws -> [PartitionSlice] {
        let topic = uniqueTopic("sharing")
        let broker = try ListenerBroker.embedded()
        try await broker.produce(
            (0..<partitions).flatMap { partition in
                (0..<count).map { _ in ProducerRecord(topic: topic, value: [0, 0], partition: Int32(partition)) }
            })
        let consumer = try KafkaConsumer(
            configuration: KafkaConfiguration([
                "bootstrap.servers": broker.bootstrap, "group.id": topic, "auto.offset.reset": "earliest",
            ]), options: ConsumerOptions(maxBatchCount: count * partitions, maxBatchWait: .seconds(10)))
        let all = (0..<partitions).map { TopicPartition(topic: topic, partition: Int32($0)) }
        try await consumer.assign(all, at: .beginning)
        var batches = consumer.batches.makeAsyncIterator()
        let batch = try #require(try await batches.next())
        try #require(batch.count == count * partitions)
        await consumer.shutdown()
        return PartitionSlice.slices(of: batch)
    }

    @Test("D3, D4: a lane is cut to its share, goes on with that, and is read on when most of it is done")
    func share() async throws {
        let slices = try await Self.slices(60, 2)
        let (first, second) = (slices[0].partition, slices[1].partition)
        var lanes = PartitionLanes(limit: RecordLoad(count: 32, bytes: .max))
        lanes.open(first)
        lanes.open(second)
        _ = lanes.add(slices[0].split(at: 40).head)
        // Two records are at work.
        let work = lanes.next(first).work
        check(work?.slice.count == 2)
        check(lanes.share() == Parked(partitions: [first]))
        check(lanes.outstanding == 16)
        check(lanes.share().isEmpty)
        check(lanes.paused([first]).readOn.isEmpty)
        check(!lanes.add(slices[0].split(at: 40).tail))
        var readOn: PartitionLanes.ReadOn?
        if let work { readOn = lanes.finished(work.slice).readOn }
        var done: Int64 = 2
        while readOn == nil {
            let turn = lanes.next(first)
            guard let work = turn.work else { break }
            check(work.slice.firstOffset == done)
            done = work.slice.nextOffset
            let place = lanes.finished(work.slice).readOn
            readOn = turn.readOn ?? place
        }
        // Fourteen were kept beside the two; three are left.
        let place = try #require(readOn)
        #expect(place.offset == 16)
        #expect(done == 14)
        check(lanes.isBack(first, place.closing))
        check(!lanes.add(slices[0].split(at: 16).tail))
    }

    @Test("D3: the share is one of bytes, too, and of at least one record")
    func bytes() async throws {
        let slices = try await Self.slices(20, 2)
        for (bytes, left) in [(20, 5), (2, 1)] {
            var lanes = PartitionLanes(limit: RecordLoad(count: 1000, bytes: bytes))
            for slice in slices { lanes.open(slice.partition) }
            _ = lanes.add(slices[0])
            check(lanes.load == RecordLoad(count: 20, bytes: 40))
            check(lanes.share().partitions == [slices[0].partition])
            check(lanes.load == RecordLoad(count: left, bytes: 2 * left))
        }
    }

    @Test("D3: where others have nothing in Kafka either, a lane is cut once a second at most")
    func quiet() async throws {
        let slices = try await Self.slices(60, 3)
        var lanes = PartitionLanes(limit: RecordLoad(count: 24, bytes: .max))
        for slice in slices { lanes.open(slice.partition) }
        let now = ContinuousClock.now
        _ = lanes.add(slices[0].split(at: 30).head)
        check(!lanes.share(now).isEmpty)
        check(lanes.outstanding == 8)
        _ = lanes.paused([slices[0].partition])
        finish(&lanes, slices[0].partition)
        _ = lanes.add(slices[0].split(at: 8).tail)
        // The other two had their chance. When it comes again, half of the room is for them.
        check(lanes.share(now + .milliseconds(60)) == Parked(partitions: [slices[0].partition]))
        check(lanes.outstanding == 12)
        check(lanes.paused([slices[0].partition]).gone.isEmpty)
        finish(&lanes, slices[0].partition)
        _ = lanes.add(slices[0].split(at: 20).tail)
        check(lanes.share(now + .milliseconds(120)).isEmpty)
        check(lanes.share(now + .milliseconds(1060)).partitions.count == 1)
    }

    @Test(
        "D3, D4, D34: whatever is cut, paused, read on, given up and given back: nothing is lost, or twice, or out of order",
        arguments: [1, 2, 3, 4])
    func randomSchedule(_ partitions: Int) async throws {
        let slices = try await Self.slices(120, partitions)
        for seed in 0..<50 {
            var model = LaneModel(slices, seed: UInt64(seed))
            let isRight = model.run()
            #expect(isRight, "seed \(seed)")
        }
    }

    /// Does all that waits, and reads on.
    private func finish(_ lanes: inout PartitionLanes, _ partition: TopicPartition) {
        while true {
            let turn = lanes.next(partition)
            guard let work = turn.work else { return }
            let place = lanes.finished(work.slice).readOn
            if let place = turn.readOn ?? place { check(lanes.isBack(partition, place.closing)) }
        }
    }

    /// `#expect` can't look into values that are not copyable.
    private func check(_ condition: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(condition, sourceLocation: sourceLocation)
    }
}
