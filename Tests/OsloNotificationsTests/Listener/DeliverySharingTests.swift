// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications
@testable import Rdkafka

/// Partitions whose notifications are taken, and that share too little room.
@Suite(.timeLimit(.minutes(1))) struct DeliverySharingTests {
    private let first = TopicPartition(topic: "notifications.info", partition: 0)
    private let second = TopicPartition(topic: "notifications.info", partition: 1)

    private func records(_ partition: TopicPartition, _ offsets: Range<Int64>, bytes: Int = 1) -> [any InboundRecord] {
        offsets.map {
            MemoryRecord(
                place: partition, offset: $0, timestamp: nil, key: nil, value: Array(repeating: 0, count: bytes),
                headers: [])
        }
    }

    private func check(_ condition: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(condition, sourceLocation: sourceLocation)
    }

    @Test("D3, D4: a partition is cut to its share, and read on when most of that is taken")
    func share() throws {
        var queue = DeliveryQueue(limit: RecordLoad(count: 16, bytes: .max))
        queue.open(first)
        queue.open(second)
        _ = queue.add(records(first, 0..<20), of: first)
        var taken: [DeliveryQueue.Delivery] = []
        while taken.count < 2, let delivery = queue.take() { taken.append(delivery) }
        check(queue.share() == Parked(partitions: [first]))
        check(queue.outstanding == 8)
        check(queue.hasRoom)
        check(queue.paused([first]).readOn.isEmpty)
        _ = queue.add(records(first, 20..<24), of: first)
        check(queue.outstanding == 8)
        while taken.count < 6, let delivery = queue.take() { taken.append(delivery) }
        check(queue.takeReadOns().isEmpty)
        while taken.count < 8, let delivery = queue.take() { taken.append(delivery) }
        let places = queue.takeReadOns()
        #expect(places.map(\.offset) == [8])
        #expect(taken.map(\.id.offset) == Array(0..<8))
        check(queue.isBack(places[0]))
        _ = queue.add(records(first, 8..<12), of: first)
        check(queue.take()?.id.offset == 8)
        // Given up, it waits for what reads it on, too.
        for delivery in taken { _ = queue.done(delivery.id) }
        _ = queue.done(DeliveryQueue.ID(partition: first, generation: places[0].generation, offset: 8))
        _ = queue.close([first])
        check(queue.pending[first] != nil)
        _ = queue.endReadingOn(places[0])
        check(queue.pending[first] == nil)
    }

    @Test("D3: the room is one of bytes, too, and what is larger than all of it comes alone")
    func bytes() {
        var queue = DeliveryQueue(limit: RecordLoad(count: 100, bytes: 10))
        queue.open(first)
        queue.open(second)
        _ = queue.add(records(first, 0..<4, bytes: 20), of: first)
        check(queue.load == RecordLoad(count: 4, bytes: 80))
        check(queue.share().partitions == [first])
        check(queue.load == RecordLoad(count: 1, bytes: 20))
        check(!queue.hasRoom)
        if let delivery = queue.take() { _ = queue.done(delivery.id) }
        check(queue.load == RecordLoad())
        check(queue.hasRoom)
    }

    @Test("D3: what was taken is not dropped, and no partition is paused for it while it is acknowledged")
    func taken() {
        var queue = DeliveryQueue(limit: RecordLoad(count: 8, bytes: .max))
        queue.open(first)
        queue.open(second)
        _ = queue.add(records(first, 0..<8), of: first)
        while queue.take() != nil {}
        check(queue.share().isEmpty)
        check(queue.outstanding == 8)
    }

    @Test("D3, D34: one that is never acknowledged doesn't stall the others when its partition went and came back")
    func reopened() async throws {
        let board = DeliveryBoard(
            limit: RecordLoad(count: 10, bytes: .max), maximumAttempts: 5, stallTime: .milliseconds(1),
            source: .memory(MemoryConsumer(MemoryBroker(), [:], [])))
        board.open([first])
        board.add(records(first, 0..<1), of: first)
        let kept = try #require(await board.next(by: nil))
        board.beginClosing([first])
        board.open([first])
        board.add(records(first, 0..<11), of: first)
        let next = Task { await board.next(by: nil) }
        let parked = await board.waitForRoom()
        #expect(parked.partitions == [first])
        #expect(board.paused([first]).readOn.isEmpty)
        board.open([second])
        board.add(records(second, 0..<1), of: second)
        #expect(await next.value?.id.partition == second)
        // It is read on when that is acknowledged after all.
        var cares = board.cares.makeAsyncIterator()
        board.finish(kept)
        while let care = await cares.next() {
            guard case .readOn(let place) = care else { continue }
            #expect(place.partition == first)
            #expect(place.generation != kept.id.generation)
            #expect(board.isBack(place))
            break
        }
        board.add(records(first, 0..<1), of: first)
        #expect(await board.next(by: nil)?.id.partition == first)
    }

    @Test("D25: a batch that can't become full, since there is no room for more, is not waited for")
    func fullBoard() async throws {
        let board = DeliveryBoard(
            limit: RecordLoad(count: 2, bytes: .max), maximumAttempts: 5, stallTime: .seconds(3600),
            source: .memory(MemoryConsumer(MemoryBroker(), [:], [])))
        board.open([first])
        board.add(records(first, 0..<2), of: first)
        let deadline = ContinuousClock.now + .seconds(3600)
        #expect(await board.next(by: nil) != nil)
        #expect(await board.next(by: deadline) != nil)
        #expect(await board.next(by: deadline) == nil)
    }

    @Test(
        "D3, D4, D34: whatever is cut, paused, read on, given up and given back: nothing is lost, or twice, or out of order",
        arguments: [1, 2, 3, 4])
    func randomSchedule(_ partitions: Int) {
        for seed in 0..<50 {
            var model = DeliveryModel(partitions: partitions, count: 120, seed: UInt64(seed))
            let isRight = model.run()
            #expect(isRight, "seed \(seed)")
        }
    }
}
