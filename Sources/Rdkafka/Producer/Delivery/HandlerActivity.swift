// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// Counts the handlers of a producer that are being told something.
final class HandlerActivity: Sendable {
    private let count = Atomic<Int>(0)

    func begin() {
        count.add(1, ordering: .relaxed)
    }

    func end() {
        count.subtract(1, ordering: .releasing)
    }

    /// Blocks until the handlers know what there is, or the time is up.
    func wait(by deadline: ContinuousClock.Instant) {
        while count.load(ordering: .acquiring) > 0, ContinuousClock.now < deadline {
            NativeThread.pause(microseconds: 1000)
        }
    }
}
