// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@testable import OsloNotifications

/// The lanes of a listener, by real batches.
@Suite(.timeLimit(.minutes(2))) struct ListenerLanesTests {
    let board = LaneBoard(limit: RecordLoad(count: 100, bytes: .max))
    /// A slice of one record.
    let slice: PartitionSlice
    /// One record each, one after the other in a partition.
    let slices: [PartitionSlice]

    init() async throws {
        let topic = uniqueTopic("lanes")
        let broker = try ListenerBroker.any()
        try await broker.produce((0..<4).map { ProducerRecord(topic: topic, value: [$0], partition: 0) })
        let consumer = try KafkaConsumer(
            configuration: KafkaConfiguration([
                "bootstrap.servers": broker.bootstrap, "group.id": topic, "auto.offset.reset": "earliest",
            ]), options: ConsumerOptions(maxBatchCount: 4, maxBatchWait: .seconds(10)))
        let partition = TopicPartition(topic: topic, partition: 0)
        try await consumer.assign([partition], at: .beginning)
        var batches = consumer.batches.makeAsyncIterator()
        let batch = try #require(try await batches.next())
        try #require(batch.count == 4)
        slices = (0..<4).map {
            PartitionSlice(partition: partition, batch: batch, ranges: [$0..<$0 + 1])
        }
        slice = slices[0]
        await consumer.shutdown()
    }

    /// As when a handler takes longer than a rebalance waits for it, and the partition is assigned to the same listener.
    @Test("D34: a partition that comes back while its last record is being handled loses nothing")
    func reopened() async throws {
        board.open([slice.partition])
        #expect(board.add(slice))
        let first = try #require(board.next(slice.partition).work)
        async let closed: Void = board.close([slice.partition])
        while !first.closing.isSet { await Task.yield() }

        #expect(!board.add(slice), "the partition has been given up")
        #expect(board.outstanding == 1)
        board.open([slice.partition])
        #expect(!board.add(slice), "its task still runs")
        #expect(board.outstanding == 2)

        _ = board.finished(first.slice)
        let second = try #require(board.next(slice.partition).work)
        await closed
        #expect(!second.closing.isSet)
        _ = board.finished(second.slice)
        #expect(board.next(slice.partition).work == nil)
        #expect(board.outstanding == 0)
    }

    @Test func afterAFailureNothingMoreIsTakenUntilThePartitionIsAssignedAgain() async throws {
        board.open([slice.partition])
        #expect(board.add(slice))
        let work = try #require(board.next(slice.partition).work)
        #expect(!board.add(slice))
        board.fail(slice.partition)
        _ = board.finished(work.slice)
        #expect(board.outstanding == 0)
        #expect(!board.add(slice))
        #expect(board.outstanding == 0)
        await board.close([slice.partition])
        board.open([slice.partition])
        #expect(board.add(slice))
    }

    /// A board with one slice at work, of which another one was parked.
    private func parked() async throws -> (LaneBoard, PartitionLanes.Work) {
        let board = LaneBoard(limit: RecordLoad(count: 2, bytes: .max), stallTime: .milliseconds(1))
        board.open([slice.partition])
        #expect(board.add(slices[0]))
        #expect(!board.add(slices[1]))
        let work = try #require(board.next(slice.partition).work)
        #expect(await board.waitForRoom() == Parked(partitions: [slice.partition], standing: [slice.partition]))
        #expect(board.outstanding == 1)
        return (board, work)
    }

    /// Its partition is paused: where it is to be read on at once.
    private func paused(_ board: LaneBoard) -> PartitionLanes.ReadOn? {
        let (places, gone) = board.paused([slice.partition])
        #expect(gone.isEmpty)
        return places.first
    }

    @Test("D3, D9: a partition that was parked takes no record before those that were dropped, though it isn't paused")
    func notPaused() async throws {
        let (board, work) = try await parked()
        // As when pausing fails, and the consumer goes on.
        #expect(!board.add(slices[2]) && board.outstanding == 1)
        #expect(paused(board) == nil)
        #expect(!board.add(slices[2]) && board.outstanding == 1)
        let place = try #require(board.finished(work.slice))
        #expect(place.offset == slices[1].firstOffset)
        // The consumer is not back yet.
        #expect(!board.add(slices[2]) && board.outstanding == 0)
        #expect(board.isBack(place))
        #expect(!board.isBack(place))
        #expect(!board.add(slices[1]) && board.outstanding == 1)
        #expect(board.next(slice.partition).work?.slice.ranges == slices[1].ranges)
    }

    @Test("D3: a lane that has ended when its partition is paused is read on at once, and that is waited for")
    func idle() async throws {
        let (board, work) = try await parked()
        #expect(board.finished(work.slice) == nil)
        #expect(board.next(slice.partition).work == nil)
        let place = try #require(paused(board))
        #expect(place.offset == slices[1].firstOffset)
        // It could not: nothing is taken until the partition comes back.
        #expect(!board.add(slices[1]) && board.outstanding == 0)
        let ends = Collected<String>()
        async let closed: Void = {
            await board.close([slice.partition])
            ends.append("close")
        }()
        while !place.closing.isSet { await Task.yield() }
        // A seek that comes too late would be one in the next assignment.
        ends.append("reading on")
        #expect(board.endReadingOn(place).starts == false)
        await closed
        #expect(ends.elements == ["reading on", "close"])
        board.open([slice.partition])
        #expect(board.add(slices[1]))
    }

    @Test("D34: a partition that went and came back since it was parked is not read from where it was")
    func parkedThenReopened() async throws {
        let (board, work) = try await parked()
        #expect(paused(board) == nil)
        let place = try #require(board.finished(work.slice))
        board.beginClosing([slice.partition])
        #expect(!board.isBack(place))
        board.open([slice.partition])
        #expect(!board.isBack(place))
        #expect(board.next(slice.partition).work == nil)
        #expect(board.endReadingOn(place).starts == false)
        #expect(!board.isBack(place))
        #expect(board.add(slices[0]))
        // The same between parking and pausing: whoever paused it has to undo that.
        let (other, _) = try await parked()
        other.beginClosing([slice.partition])
        other.open([slice.partition])
        let (places, gone) = other.paused([slice.partition])
        #expect(places.isEmpty)
        #expect(gone == [slice.partition])
    }

    @Test("D3, D34: a partition that came back while its handler hangs is parked, too, and read on when that has ended")
    func parkedWhenReopened() async throws {
        let board = LaneBoard(limit: RecordLoad(count: 2, bytes: .max), stallTime: .milliseconds(1))
        board.open([slice.partition])
        #expect(board.add(slices[0]))
        let work = try #require(board.next(slice.partition).work)
        board.beginClosing([slice.partition])
        board.open([slice.partition])
        #expect(!board.add(slices[0]) && !board.add(slices[1]))
        #expect(await board.waitForRoom() == Parked(partitions: [slice.partition], standing: [slice.partition]))
        #expect(board.outstanding == 1)
        #expect(paused(board) == nil)
        #expect(!board.add(slices[2]) && board.outstanding == 1)
        #expect(board.finished(work.slice) == nil)
        let turn = board.next(slice.partition)
        #expect(turn.work == nil)
        let place = try #require(turn.readOn)
        #expect(place.offset == slices[0].firstOffset)
        #expect(place.closing !== work.closing)
        #expect(board.isBack(place))
        #expect(board.endReadingOn(place).starts == false)
        #expect(board.add(slices[0]))
    }

    @Test("D3: what waits behind a record whose handler hangs is dropped, however few there is room for")
    func pieces() async throws {
        let board = LaneBoard(limit: RecordLoad(count: 4, bytes: .max), stallTime: .milliseconds(1))
        board.open([slice.partition])
        let all = PartitionSlice(partition: slice.partition, batch: slice.batch, ranges: [0..<4])
        #expect(board.add(all))
        let work = try #require(board.next(slice.partition).work)
        #expect(work.slice.ranges == [0..<1])
        #expect(!work.isLast)
        #expect(await board.waitForRoom().partitions == [slice.partition])
        #expect(board.outstanding == 1)
        #expect(paused(board) == nil)
        #expect(board.finished(work.slice)?.offset == slices[1].firstOffset)
    }

    @Test("D3: the room is one of bytes, too, and what is larger than all of it comes alone")
    func bytes() async throws {
        // Each record has one byte.
        #expect(slice.load == RecordLoad(count: 1, bytes: 1))
        let all = PartitionSlice(partition: slice.partition, batch: slice.batch, ranges: [0..<1, 1..<4])
        #expect(all.load == RecordLoad(count: 4, bytes: 4))
        #expect(all.count(fitting: RecordLoad(count: 9, bytes: 2)) == 2)
        #expect(all.split(at: 2).head.ranges == [0..<1, 1..<2])
        #expect(all.split(at: 2).tail.ranges == [2..<4])
        var lanes = PartitionLanes(limit: RecordLoad(count: 100, bytes: 1))
        lanes.open(slice.partition)
        _ = lanes.add(slice)
        let hasRoom = lanes.hasRoom
        #expect(!hasRoom)
        if let work = lanes.next(slice.partition).work { _ = lanes.finished(work.slice) }
        let hasRoomThen = lanes.hasRoom
        #expect(hasRoomThen)
    }

    @Test("D12: whoever waits for room goes on when the board is stopped, and nobody waits any more")
    func stopped() async throws {
        let board = LaneBoard(limit: RecordLoad(count: 1, bytes: .max), stallTime: .seconds(3600))
        board.open([slice.partition])
        #expect(board.add(slice))
        let work = board.next(slice.partition)
        async let parked = board.waitForRoom()
        board.stop()
        #expect(await parked.isEmpty)
        #expect(board.isOver)
        #expect(await board.waitForRoom().isEmpty)
        #expect(work.work != nil)
    }

    @Test func recordsOfAPartitionThatIsNotAssignedAreDropped() {
        #expect(!board.add(slice))
        #expect(board.outstanding == 0)
    }
}
