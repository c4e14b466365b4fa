// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import TestSupport
import Testing

@testable import OsloNotifications
@testable import Rdkafka

/// What becomes of deliveries when their partitions are given up, when all ends, and when one of them takes all room.
@Suite(.timeLimit(.minutes(1))) struct DeliveryClosingTests {
    private let first = TopicPartition(topic: "notifications.info", partition: 0)
    private let second = TopicPartition(topic: "notifications.info", partition: 1)

    private func records(_ partition: TopicPartition, _ offsets: Range<Int64>) -> [any InboundRecord] {
        offsets.map {
            MemoryRecord(place: partition, offset: $0, timestamp: nil, key: nil, value: nil, headers: [])
        }
    }

    private func board(limit: Int = 100, stallTime: Duration = .seconds(1)) -> DeliveryBoard {
        DeliveryBoard(
            limit: RecordLoad(count: limit, bytes: .max), maximumAttempts: 5, stallTime: stallTime,
            source: .memory(MemoryConsumer(MemoryBroker(), [:], [])))
    }

    private func check(_ condition: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(condition, sourceLocation: sourceLocation)
    }

    private func take(_ count: Int, _ queue: inout DeliveryQueue) -> [DeliveryQueue.Delivery] {
        var taken: [DeliveryQueue.Delivery] = []
        while taken.count < count, let delivery = queue.take() { taken.append(delivery) }
        return taken
    }

    @Test("D3: a partition that is given up leaves the room of what was not taken at once")
    func room() throws {
        var queue = DeliveryQueue(limit: RecordLoad(count: 10, bytes: .max))
        queue.open(first)
        _ = queue.add(records(first, 0..<10), of: first)
        let taken = take(2, &queue)
        _ = queue.close([first])
        check(queue.outstanding == 2)
        check(queue.done(taken[1].id).next == nil)
        check(queue.outstanding == 2)
        check(queue.done(taken[0].id).next == 2)
        check(queue.outstanding == 0)
    }

    @Test("D34: what waits for its next attempt holds no partition up, what is being moved away does")
    func pauses() throws {
        var queue = DeliveryQueue(limit: RecordLoad(count: 10, bytes: .max))
        for partition in [first, second] {
            queue.open(partition)
            _ = queue.add(records(partition, 0..<3), of: partition)
        }
        let taken = take(2, &queue)
        check(queue.hold(taken[0].id, isPause: true).isHeld)
        check(queue.hold(taken[1].id, isPause: false).isHeld)
        #expect(!taken[0].closing.isSet)
        _ = queue.close([first, second])
        #expect(taken.allSatisfy { $0.closing.isSet })
        check(queue.pending[taken[0].id.partition] == nil)
        check(queue.pending[taken[1].id.partition] == 1)
        // Its pause ends later, and has no effect on the next assignment.
        queue.open(taken[0].id.partition)
        _ = queue.add(records(taken[0].id.partition, 0..<1), of: taken[0].id.partition)
        _ = queue.release(taken[0].id)
        check(take(2, &queue).map(\.attempt) == [1])
        check(queue.done(taken[1].id).next == 1)
        check(queue.pending[taken[1].id.partition] == nil)
    }

    @Test("D10: when nothing is given out any more, what was taken is still waited for, until that ends too")
    func ending() async throws {
        let board = board(limit: 2)
        board.open([first])
        board.add(records(first, 0..<2), of: first)
        let one = try #require(await board.next(by: nil))
        let two = try #require(await board.next(by: nil))
        await withTaskGroup { group in
            // No room, and no record.
            group.addTask { _ = await board.waitForRoom() }
            group.addTask { #expect(await board.next(by: nil) == nil) }
            board.stop()
            await group.waitForAll()
        }
        board.add(records(first, 2..<4), of: first)
        #expect(board.pending == [first: 2])
        board.beginClosing([first])
        await withTaskGroup { group in
            let board = board
            group.addTask { await board.waitForEnd([first]) }
            board.finish(one)
            board.finish(two)
            await group.waitForAll()
        }
    }

    @Test("D12: nothing is waited for when the time is up")
    func timeIsUp() async throws {
        let board = board(limit: 1)
        board.open([first])
        board.add(records(first, 0..<1), of: first)
        _ = try #require(await board.next(by: nil))
        board.beginClosing([first])
        await withTaskGroup { group in
            let board = board
            group.addTask { await board.waitForEnd([first]) }
            group.addTask { _ = await board.waitForRoom() }
            board.endWaiting()
            await group.waitForAll()
        }
        await board.waitForEnd([first])
        #expect(board.unfinished == 1)
    }

    @Test("D3: one that is never acknowledged takes no room from other partitions when these are waited for")
    func parking() async throws {
        let board = board(limit: 4, stallTime: .milliseconds(1))
        board.open([first, second])
        board.add(records(first, 0..<4), of: first)
        var taken: [DeliveryQueue.Delivery] = []
        for _ in 0..<4 { taken.append(try #require(await board.next(by: nil))) }
        for delivery in taken.dropFirst() { board.finish(delivery) }
        let next = Task { await board.next(by: nil) }
        #expect(await board.waitForRoom().partitions == [first])
        // What comes until it is paused is dropped.
        board.add(records(first, 4..<6), of: first)
        board.add(records(second, 0..<1), of: second)
        #expect(await next.value?.id.partition == second)
        #expect(board.paused([first]).readOn.isEmpty)
        var cares = board.cares.makeAsyncIterator()
        board.finish(taken[0])
        guard case .readOn(let place)? = await cares.next() else {
            Issue.record("it is not read on")
            return
        }
        #expect(place.offset == 4)
        // Nor does anything pass what was dropped before that comes again.
        board.add(records(first, 5..<6), of: first)
        #expect(board.closing(of: place)?.isSet == false)
        #expect(board.isBack(place))
        board.add(records(first, 4..<6), of: first)
        #expect(await board.next(by: nil)?.record.offset == 4)
        board.beginClosing([first])
        #expect(board.closing(of: place)?.isSet == true)
        #expect(!board.isBack(place))
    }

    @Test("D3: a partition of which all is done before it is paused is read on at once")
    func doneBeforePaused() async throws {
        let board = board(limit: 1, stallTime: .milliseconds(1))
        board.open([first])
        board.add(records(first, 0..<3), of: first)
        let delivery = try #require(await board.next(by: nil))
        // It waits for its next attempt, and holds the others up.
        board.requeue(delivery)
        let next = Task { await board.next(by: nil) }
        #expect(await board.waitForRoom().partitions == [first])
        board.finish(delivery)
        #expect(board.paused([first]).readOn.map(\.offset) == [1])
        board.stop()
        #expect(await next.value == nil)
    }

    @Test("D1, D11: what was read of a partition before it went and came back is dropped, as it is read again")
    func readBeforeItCameBack() async {
        let board = board(limit: 100)
        let assignment = ConsumerAssignment()
        board.open([first])
        assignment.add([first])
        let before = assignment.epoch
        // A whole rebalance while the records are on their way from the consumer to the board.
        board.beginClosing([first])
        assignment.remove([first])
        board.open([first])
        board.add(records(first, 5..<9), of: first) { assignment.isCurrent(first, readUnder: before) }
        assignment.add([first])
        board.add(records(first, 5..<9), of: first) { assignment.isCurrent(first, readUnder: before) }
        #expect(board.unfinished == 0)
        let after = assignment.epoch
        board.add(records(first, 0..<5), of: first) { assignment.isCurrent(first, readUnder: after) }
        #expect(await board.next(by: nil)?.record.offset == 0)
    }

    @Test("D3: nothing is parked while nobody waits for a record")
    func notWaitedFor() {
        var queue = DeliveryQueue(limit: RecordLoad(count: 2, bytes: .max))
        queue.open(first)
        _ = queue.add(records(first, 0..<2), of: first)
        _ = take(2, &queue)
        check(queue.park().isEmpty)
        check(queue.outstanding == 2)
    }
}
