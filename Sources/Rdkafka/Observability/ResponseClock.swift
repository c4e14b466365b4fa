// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// Notes when a broker last answered a client, on librdkafka's threads.
final class ResponseClock: Sendable {
    private let start = ContinuousClock.now
    private let answered = Atomic<Int>(0)
    /// Milliseconds after `start`.
    private let latest = Atomic<Int>(0)

    /// How many answers came.
    var count: Int { answered.load(ordering: .acquiring) }

    /// When the last one came; nil before any did.
    var last: ContinuousClock.Instant? {
        count == 0 ? nil : start + .milliseconds(latest.load(ordering: .acquiring))
    }

    /// An answer came.
    func tick() {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        latest.store(Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000), ordering: .releasing)
        answered.add(1, ordering: .releasing)
    }
}
