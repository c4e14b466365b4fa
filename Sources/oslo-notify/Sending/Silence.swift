// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Measures how long the broker has acknowledged nothing while somebody waits for it.
struct Silence: ~Copyable {
    private let limit: Duration
    private var since: ContinuousClock.Instant
    private var acknowledged = 0

    init(limit: Duration, at now: ContinuousClock.Instant) {
        self.limit = limit
        since = now
    }

    /// Whether it has been too long.
    mutating func isOver(at now: ContinuousClock.Instant, acknowledged: Int, isWaiting: Bool) -> Bool {
        if !isWaiting || acknowledged != self.acknowledged { since = now }
        self.acknowledged = acknowledged
        return now - since >= limit
    }
}
