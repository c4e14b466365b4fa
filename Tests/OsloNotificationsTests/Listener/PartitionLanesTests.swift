// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications
@testable import Rdkafka

@Suite struct PartitionLanesTests {
    private let first = TopicPartition(topic: "notifications.info", partition: 0)
    private let second = TopicPartition(topic: "notifications.info", partition: 1)

    private func slice(_ partition: TopicPartition, _ range: Range<Int>, epoch: UInt64 = 1) -> PartitionSlice {
        let batch = ConsumerRecordBatch(storage: BatchStorage(errors: [], epoch: epoch))
        return PartitionSlice(partition: partition, batch: batch, ranges: [range])
    }

    /// `#expect` can't look into values that are not copyable.
    private func check(_ condition: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(condition, sourceLocation: sourceLocation)
    }

    @Test("D4: a partition has one task at a time, and another partition has its own")
    func oneTaskAPartition() {
        var lanes = PartitionLanes(limit: RecordLoad(count: 100, bytes: .max))
        lanes.open(first)
        lanes.open(second)
        check(lanes.add(slice(first, 0..<3)))
        check(!lanes.add(slice(first, 3..<5)))
        check(lanes.add(slice(second, 0..<1)))
        check(lanes.next(first).work?.slice.ranges == [0..<3])
        check(lanes.next(first).work?.slice.ranges == [3..<5])
        check(lanes.next(first).work?.slice.ranges == nil)
        check(lanes.end(first).isOver)
        check(lanes.add(slice(first, 5..<6)))
    }

    @Test func aTaskThatIsAboutToEndSeesWhatCameMeanwhile() {
        var lanes = PartitionLanes(limit: RecordLoad(count: 100, bytes: .max))
        lanes.open(first)
        lanes.open(second)
        check(lanes.add(slice(first, 0..<1)))
        check(lanes.next(first).work?.slice.ranges == [0..<1])
        check(lanes.next(first).work?.slice.ranges == nil)
        check(!lanes.add(slice(first, 1..<2)))
        check(!lanes.end(first).isOver)
        check(lanes.next(first).work?.slice.ranges == [1..<2])
    }

    @Test("D3: there is room until so many records are outstanding, and again when enough are done")
    func room() async {
        let board = LaneBoard(limit: RecordLoad(count: 10, bytes: .max))
        board.open([first])
        #expect(board.add(slice(first, 0..<9)))
        _ = await board.waitForRoom()
        #expect(!board.add(slice(first, 9..<12)))
        let work = [board.next(first).work, board.next(first).work, board.next(first).work]
        await withTaskGroup { group in
            group.addTask { _ = await board.waitForRoom() }
            for work in work { if let work { _ = board.finished(work.slice) } }
            await group.waitForAll()
        }
    }

    @Test("D34: a partition that is given up drops what waits and lets what runs end")
    func closing() async throws {
        let board = LaneBoard(limit: RecordLoad(count: 100, bytes: .max))
        board.open([first])
        #expect(board.add(slice(first, 0..<1)))
        #expect(!board.add(slice(first, 1..<2)))
        let work = try #require(board.next(first).work)
        await withTaskGroup { group in
            group.addTask { await board.close([first, second]) }
            while !work.closing.isSet { await Task.yield() }
            #expect(!board.add(slice(first, 2..<3)))
            _ = board.finished(work.slice)
            #expect(board.next(first).work?.slice.ranges == nil)
            await group.waitForAll()
        }
        // The partition may come back, with records of its new assignment.
        board.open([first])
        #expect(board.add(slice(first, 0..<1)))
    }

    @Test("D34: a partition that comes back before another one has been given up is read again")
    func reopeningWhileAnotherCloses() async throws {
        let board = LaneBoard(limit: RecordLoad(count: 100, bytes: .max))
        board.open([first, second])
        #expect(board.add(slice(first, 0..<1)))
        let work = try #require(board.next(first).work)
        await withTaskGroup { group in
            group.addTask { await board.close([first, second]) }
            while !work.closing.isSet { await Task.yield() }
            board.open([first, second])
            _ = board.finished(work.slice)
            #expect(board.next(first).work?.slice.ranges == nil)
            await group.waitForAll()
        }
        #expect(board.add(slice(second, 0..<1)))
        #expect(board.next(second).work?.closing.isSet == false)
        #expect(board.add(slice(first, 1..<2)))
    }

    @Test("D9, D34: what was read of a partition before it went and came back is dropped, not handled before its turn")
    func readBeforeItCameBack() {
        let board = LaneBoard(limit: RecordLoad(count: 100, bytes: .max))
        let assignment = ConsumerAssignment()
        board.open([first])
        assignment.add([first])
        let before = slice(first, 500..<1000, epoch: assignment.epoch)
        let isCurrent = { (slice: PartitionSlice) in
            assignment.isCurrent(slice.partition, readUnder: slice.batch.epoch)
        }
        // A whole rebalance while the slice is on its way from the consumer to the board.
        board.beginClosing([first])
        assignment.remove([first])
        board.open([first])
        #expect(!board.add(before) { isCurrent(before) })
        assignment.add([first])
        #expect(!board.add(before) { isCurrent(before) })
        #expect(board.outstanding == 0)
        let after = slice(first, 0..<500, epoch: assignment.epoch)
        #expect(board.add(after) { isCurrent(after) })
        #expect(board.next(first).work?.slice.ranges == [0..<6])
    }

    @Test func aPartitionThatIsGivenUpMakesRoom() async {
        let board = LaneBoard(limit: RecordLoad(count: 2, bytes: .max))
        board.open([first, second])
        #expect(board.add(slice(first, 0..<1)))
        #expect(board.add(slice(second, 0..<2)))
        // Nobody has begun with either; what waits is dropped.
        await withTaskGroup { group in
            group.addTask { _ = await board.waitForRoom() }
            group.addTask { await board.close([second, first]) }
            while board.outstanding > 0 { await Task.yield() }
            #expect(board.next(first).work?.slice.ranges == nil)
            #expect(board.next(second).work?.slice.ranges == nil)
            await group.waitForAll()
        }
    }

    @Test func aPartitionWithoutATaskIsGivenUpAtOnce() async {
        let board = LaneBoard(limit: RecordLoad(count: 100, bytes: .max))
        await board.close([first])
        #expect(!board.add(slice(first, 0..<1)))
        board.open([first])
        #expect(board.add(slice(first, 0..<1)))
    }
}
