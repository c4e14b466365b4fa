// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What became of the notifications so far, and whether more may be handed over.
struct SendTally: ~Copyable {
    typealias Waiter = UnsafeContinuation<Void, Never>

    /// Handed to the producer.
    private(set) var sent = 0
    private(set) var acknowledged = 0
    /// Handed over and not acknowledged.
    private(set) var undelivered = 0
    /// Not handed over, because they can't be notifications or are too large.
    private(set) var refused = 0
    private var isStopped = false
    private var waiter: Waiter?

    var failed: Int { undelivered + refused }
    var outstanding: Int { sent - acknowledged - undelivered }

    /// Whether notifications may be handed over; if so they count as sent.
    mutating func begin(_ count: Int) -> Bool {
        guard !isStopped else { return false }
        sent += count
        return true
    }

    mutating func refuse(_ count: Int) {
        refused += count
    }

    /// Notifications have their answers. Who waits for the last one is to be resumed.
    mutating func settle(acknowledged: Int, undelivered: Int, refused: Int) -> Waiter? {
        self.acknowledged += acknowledged
        self.undelivered += undelivered
        // They were counted as sent before anybody could know.
        self.refused += refused
        sent -= refused
        guard outstanding == 0 else { return nil }
        defer { waiter = nil }
        return waiter
    }

    /// Nothing more is handed over.
    mutating func stop() {
        isStopped = true
    }

    /// Waits until nothing is outstanding; false when that is so already.
    mutating func wait(_ waiter: Waiter) -> Bool {
        guard outstanding > 0 else { return false }
        self.waiter = waiter
        return true
    }
}
