// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications
@testable import Rdkafka

@Suite(.timeLimit(.minutes(1))) struct RoomWaiterTests {
    private final class Room: Sendable {
        let waiter = Lock(RoomWaiter())

        func wait(_ time: Duration, _ begun: AsyncStream<Int>.Continuation? = nil) async -> Bool {
            await RoomWaiter.wait(
                time,
                begin: { waiter in
                    let number = self.waiter.withLock { $0.begin(waiter) }
                    begun?.yield(number)
                    return number
                },
                end: { number in self.waiter.withLock { $0.end(number) } })
        }
    }

    private let room = Room()

    @Test func aTimerThatComesTooLateEndsNoWaitButItsOwn() async {
        let (numbers, begun) = AsyncStream<Int>.makeStream()
        var iterator = numbers.makeAsyncIterator()
        for _ in 0..<2 {
            async let waited = room.wait(.seconds(3600), begun)
            let number = await iterator.next() ?? 0
            let late = room.waiter.withLock { $0.end(number - 1) }
            #expect(late == nil)
            room.waiter.withLock { $0.end() }?.resume()
            #expect(await waited)
        }
    }

    @Test func aWaitEndsWhenItsTimeIsUp() async {
        #expect(await room.wait(.milliseconds(1)))
        let left = room.waiter.withLock { $0.end() }
        #expect(left == nil)
    }

    @Test func whereThereIsRoomNobodyWaits() async {
        #expect(await RoomWaiter.wait(.seconds(3600), begin: { _ in nil }, end: { _ in nil }) == false)
    }
}
