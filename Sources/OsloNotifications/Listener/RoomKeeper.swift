// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// What keeps what a listener has read, and has room for so much.
protocol RoomKeeper: ~Copyable {
    /// Remembers how far all are, for whoever begins to wait for room; false when he need not.
    mutating func noteProgress() -> Bool
    /// Waits for room. The number of this wait; nil when there is some, or when that doesn't matter any more.
    mutating func wait(forRoom waiter: RoomWaiter.Waiter) -> Int?
    /// Makes room in what stands still since progress was noted.
    mutating func park() -> Parked
    /// Makes room in what has more than its share.
    mutating func share(_ now: ContinuousClock.Instant) -> Parked
}

extension RoomKeeper where Self: ~Copyable {
    /// Returns when there is room, when that doesn't matter any more, or when something was done to make some.
    ///
    /// - Parameters:
    ///   - stallTime: how long there may be none before what stands still makes some.
    ///   - end: ends the wait of that number, to look why there is none.
    static func waitForRoom(
        in keeper: borrowing Lock<Self>,
        _ stallTime: Duration,
        end: @escaping @Sendable (Int) -> RoomWaiter.Waiter?
    ) async -> Parked {
        guard keeper.withLock({ $0.noteProgress() }) else { return Parked() }
        var patience = RoomPatience(stallTime)
        while await RoomWaiter.wait(
            patience.left(), begin: { waiter in keeper.withLock { $0.wait(forRoom: waiter) } }, end: end)
        {
            let now = ContinuousClock.now
            let due = patience.end(now)
            let parked = keeper.withLock { keeper in
                var parked = due.stalls ? keeper.park() : Parked()
                if parked.isEmpty, due.shares { parked = keeper.share(now) }
                if due.stalls { _ = keeper.noteProgress() }
                return parked
            }
            if !parked.isEmpty { return parked }
        }
        return Parked()
    }
}
