// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications
@testable import Rdkafka

@Suite struct DeliveryQueueTests {
    private let first = TopicPartition(topic: "notifications.info", partition: 0)
    private let second = TopicPartition(topic: "notifications.info", partition: 1)

    private func records(_ partition: TopicPartition, _ offsets: Range<Int64>) -> [any InboundRecord] {
        offsets.map {
            MemoryRecord(place: partition, offset: $0, timestamp: nil, key: nil, value: nil, headers: [])
        }
    }

    /// A queue with ten records of the first partition.
    private func queue(limit: Int = 100) -> DeliveryQueue {
        var queue = DeliveryQueue(limit: RecordLoad(count: limit, bytes: .max))
        queue.open(first)
        _ = queue.add(records(first, 0..<10), of: first)
        return queue
    }

    private func check(_ condition: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(condition, sourceLocation: sourceLocation)
    }

    @Test("D1: what is acknowledged counts as far as there is no gap before it")
    func contiguous() throws {
        var queue = queue()
        var taken: [DeliveryQueue.Delivery] = []
        for _ in 0..<4 { if let delivery = queue.take() { taken.append(delivery) } }
        #expect(taken.map(\.record.offset) == [0, 1, 2, 3])
        check(queue.done(taken[1].id).next == nil)
        check(queue.done(taken[3].id).next == nil)
        check(queue.outstanding == 10)
        check(queue.done(taken[0].id).next == 2)
        check(queue.done(taken[2].id).next == 4)
        check(queue.outstanding == 6)
        // Once is enough.
        check(queue.done(taken[2].id).next == nil)
        check(queue.outstanding == 6)
    }

    @Test("D15: what is asked for again comes before what was not taken, and holds only its own partition up")
    func again() throws {
        var queue = queue()
        queue.open(second)
        _ = queue.add(records(second, 0..<1), of: second)
        var ofFirst: [DeliveryQueue.Delivery] = []
        while ofFirst.count < 2, let delivery = queue.take() {
            if delivery.id.partition == first { ofFirst.append(delivery) } else { _ = queue.done(delivery.id) }
        }
        check(queue.hold(ofFirst[0].id, isPause: true).isHeld)
        check(queue.take() == nil)
        _ = queue.add(records(second, 1..<2), of: second)
        check(queue.take()?.id.partition == second)
        _ = queue.release(ofFirst[0].id)
        let againDelivery = queue.take()
        let again = try #require(againDelivery)
        #expect(again.record.offset == 0)
        #expect(again.attempt == 2)
        check(queue.take()?.record.offset == 2)
    }

    @Test("D25: what is put back comes after what is asked for again before it, and as though it had not been taken")
    func back() throws {
        var queue = queue()
        var taken: [DeliveryQueue.Delivery] = []
        for _ in 0..<4 { if let delivery = queue.take() { taken.append(delivery) } }
        check(queue.done(taken[0].id).next == 1)
        check(queue.hold(taken[1].id, isPause: true).isHeld)
        for delivery in taken[2...].reversed() { _ = queue.putBack(delivery.id) }
        check(queue.take() == nil)
        check(queue.unfinished == 0)
        _ = queue.release(taken[1].id)
        var next: [DeliveryQueue.Delivery] = []
        for _ in 0..<4 { if let delivery = queue.take() { next.append(delivery) } }
        #expect(next.map(\.record.offset) == [1, 2, 3, 4])
        #expect(next.map(\.attempt) == [2, 1, 1, 1])
        // Of a partition that is given up it comes by itself.
        _ = queue.close([first])
        for delivery in next { _ = queue.putBack(delivery.id) }
        check(queue.pending.isEmpty)
    }

    @Test("D34: a partition that is given up drops what waits, and may be acknowledged as far as it was taken")
    func closing() throws {
        var queue = queue()
        let takenDelivery = queue.take()
        let taken = try #require(takenDelivery)
        let heldDelivery = queue.take()
        let held = try #require(heldDelivery)
        check(queue.hold(held.id, isPause: false).isHeld)
        _ = queue.close([first])
        check(queue.take() == nil)
        // It comes back before that has ended.
        queue.open(first)
        _ = queue.add(records(first, 1..<3), of: first)
        check(queue.take() == nil)
        check(queue.done(taken.id).next == 1)
        _ = queue.release(held.id)
        let nextDelivery = queue.take()
        let next = try #require(nextDelivery)
        #expect(next.record.offset == 1)
        #expect(next.attempt == 1)
        #expect(next.id.generation != taken.id.generation)
        // Too late.
        check(queue.done(held.id).next == nil)
        check(queue.outstanding == 2)
    }

    @Test("D3: there is room until so many are not done")
    func room() async {
        let board = DeliveryBoard(
            limit: RecordLoad(count: 10, bytes: .max), maximumAttempts: 5,
            source: .memory(MemoryConsumer.make([])))
        board.open([first])
        board.add(records(first, 0..<9), of: first)
        await board.waitForRoom()
        board.add(records(first, 9..<10), of: first)
        await withTaskGroup { group in
            group.addTask { await board.waitForRoom() }
            let delivery = await board.next(by: nil)
            if let delivery { board.finish(delivery) }
            await group.waitForAll()
        }
        #expect(board.pending == [first: 9])
    }

    @Test func aDeliveryThatIsDroppedWithoutAWordComesAgain() async throws {
        let board = DeliveryBoard(
            limit: RecordLoad(count: 10, bytes: .max), maximumAttempts: 2,
            source: .memory(MemoryConsumer.make([])))
        board.open([first])
        board.add(records(first, 0..<2), of: first)
        var cares = board.cares.makeAsyncIterator()
        for attempt in 1...2 {
            let delivery = try #require(await board.next(by: nil))
            #expect(delivery.record.offset == 0)
            #expect(delivery.attempt == attempt)
            _ = DeliveryTicket(board, delivery)
            switch await cares.next() {
            case .again(let dropped): board.release(dropped)
            case .giveUp(let dropped, let failure):
                #expect(failure.attempts == 2)
                board.finish(dropped)
            case .readOn: Issue.record("nothing was parked")
            case nil: Issue.record("the board has ended")
            }
        }
        #expect(await board.next(by: nil)?.record.offset == 1)
        #expect(await board.next(by: .now) == nil)
        board.endWaiting()
        #expect(await board.next(by: nil) == nil)
    }
}

extension MemoryConsumer {
    fileprivate static func make(_ topics: [String]) -> MemoryConsumer {
        MemoryConsumer(MemoryBroker(), [:], topics)
    }
}
