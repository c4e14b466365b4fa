// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// Counts the calls into a client that are under way, so that it is not destroyed under one, and lets none begin after
/// it was closed. Nobody holds a lock during a call: one that blocks stops no other.
final class CallGate: Sendable {
    private static let closed: UInt64 = 1 << 63
    /// The calls under way, and the mark of the end.
    private let word = Atomic<UInt64>(0)

    /// Before a call; false, and then there must be none, when the gate is closed.
    func begin() -> Bool {
        if word.add(1, ordering: .acquiring).newValue & Self.closed == 0 { return true }
        end()
        return false
    }

    /// After a call.
    func end() {
        word.subtract(1, ordering: .releasing)
    }

    /// Lets no call begin any more.
    func close() {
        word.bitwiseOr(Self.closed, ordering: .sequentiallyConsistent)
    }

    var callsUnderWay: Int {
        Int(word.load(ordering: .acquiring) & ~Self.closed)
    }

    /// Blocks until no call is under way, or the deadline; false in that case.
    func waitUntilIdle(by deadline: ContinuousClock.Instant?) -> Bool {
        while callsUnderWay > 0 {
            if let deadline, ContinuousClock.now >= deadline { return false }
            NativeThread.pause(microseconds: 1000)
        }
        return true
    }
}
