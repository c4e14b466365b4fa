// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@testable import OsloNotifications

/// The lanes of a listener, by real batches.
@Suite(.timeLimit(.minutes(2))) struct ListenerLanesTests {
    let board = LaneBoard(limit: 100)
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
        let first = try #require(board.next(slice.partition)?.work)
        async let closed: Void = board.close([slice.partition])
        while !first.closing.isSet { await Task.yield() }

        #expect(!board.add(slice), "the partition has been given up")
        #expect(board.outstanding == 1)
        board.open([slice.partition])
        #expect(!board.add(slice), "its task still runs")
        #expect(board.outstanding == 2)

        board.finished(first.slice)
        let second = try #require(board.next(slice.partition)?.work)
        await closed
        #expect(!second.closing.isSet)
        board.finished(second.slice)
        #expect(board.next(slice.partition)?.work == nil)
        #expect(board.outstanding == 0)
    }

    @Test func afterAFailureNothingMoreIsTakenUntilThePartitionIsAssignedAgain() async throws {
        board.open([slice.partition])
        #expect(board.add(slice))
        let work = try #require(board.next(slice.partition)?.work)
        #expect(!board.add(slice))
        board.fail(slice.partition)
        board.finished(work.slice)
        #expect(board.outstanding == 0)
        #expect(!board.add(slice))
        #expect(board.outstanding == 0)
        await board.close([slice.partition])
        board.open([slice.partition])
        #expect(board.add(slice))
    }

    /// A board with one slice at work, of which another one was parked.
    private func parked() async throws -> (LaneBoard, PartitionLanes.Work) {
        let board = LaneBoard(limit: 2, stallTime: .milliseconds(1))
        board.open([slice.partition])
        #expect(board.add(slices[0]))
        #expect(!board.add(slices[1]))
        let work = try #require(board.next(slice.partition)?.work)
        #expect(await board.waitForRoom() == [slice.partition])
        #expect(board.outstanding == 1)
        return (board, work)
    }

    /// What is to be started, and what is to be resumed.
    private func paused(_ board: LaneBoard) -> [[TopicPartition]] {
        let (idle, gone) = board.paused([slice.partition])
        return [idle, gone]
    }

    private func readingOn(_ board: LaneBoard) throws -> ClosingFlag {
        guard case .readOn(from: slices[1].firstOffset, let closing)? = board.next(slice.partition) else {
            throw CancellationError()
        }
        return closing
    }

    @Test("D3, D9: a partition that was parked takes no record before those that were dropped, though it isn't paused")
    func notPaused() async throws {
        let (board, work) = try await parked()
        // As when pausing fails, and the consumer goes on.
        #expect(!board.add(slices[2]) && board.outstanding == 1)
        #expect(paused(board) == [[], []])
        #expect(!board.add(slices[2]) && board.outstanding == 1)
        board.finished(work.slice)
        let closing = try readingOn(board)
        // The consumer is not back yet.
        #expect(!board.add(slices[2]) && board.outstanding == 0)
        #expect(board.isBack(slice.partition, closing))
        #expect(!board.isBack(slice.partition, closing))
        #expect(!board.add(slices[1]) && board.outstanding == 1)
        #expect(board.next(slice.partition)?.work?.slice.ranges == slices[1].ranges)
    }

    @Test("D3: a lane that has ended when its partition is paused gets a task, which reads on")
    func idle() async throws {
        let (board, work) = try await parked()
        board.finished(work.slice)
        #expect(board.next(slice.partition) == nil)
        #expect(paused(board) == [[slice.partition], []])
        // Its end is waited for, as that of any other.
        #expect(board.unfinished == 1)
        _ = try readingOn(board)
        #expect(board.next(slice.partition) == nil)
        // It could not: nothing is taken until the partition comes back.
        #expect(!board.add(slices[1]) && board.outstanding == 0)
        await board.close([slice.partition])
        board.open([slice.partition])
        #expect(board.add(slices[1]))
    }

    @Test("D34: a partition that went and came back since it was parked is not read from where it was")
    func parkedThenReopened() async throws {
        let (board, work) = try await parked()
        #expect(paused(board) == [[], []])
        board.finished(work.slice)
        let closing = try readingOn(board)
        board.beginClosing([slice.partition])
        #expect(!board.isBack(slice.partition, closing))
        board.open([slice.partition])
        #expect(!board.isBack(slice.partition, closing))
        #expect(board.next(slice.partition) == nil)
        #expect(!board.isBack(slice.partition, closing))
        #expect(board.add(slices[0]))
        // The same between parking and pausing: whoever paused it has to undo that.
        let (other, _) = try await parked()
        other.beginClosing([slice.partition])
        other.open([slice.partition])
        #expect(paused(other) == [[], [slice.partition]])
    }

    @Test("D12: whoever waits for room goes on when the board is stopped, and nobody waits any more")
    func stopped() async throws {
        let board = LaneBoard(limit: 1, stallTime: .seconds(3600))
        board.open([slice.partition])
        #expect(board.add(slice))
        let work = board.next(slice.partition)
        async let parked = board.waitForRoom()
        board.stop()
        #expect(await parked == [])
        #expect(board.isOver)
        #expect(await board.waitForRoom() == [])
        #expect(work != nil)
    }

    @Test func recordsOfAPartitionThatIsNotAssignedAreDropped() {
        #expect(!board.add(slice))
        #expect(board.outstanding == 0)
    }
}
