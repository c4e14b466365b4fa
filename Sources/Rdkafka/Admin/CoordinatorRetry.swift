// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// When a request that found no coordinator is made again: soon, then less and less often, until its time is up.
struct CoordinatorRetry: ~Copyable {
    private let deadline: ContinuousClock.Instant
    private var pause = Duration.milliseconds(50)

    private static let longestPause = Duration.seconds(1)

    init(deadline: ContinuousClock.Instant) {
        self.deadline = deadline
    }

    /// What a request has until it is given up; at first also where that is nothing.
    func timeLeft(now: ContinuousClock.Instant) -> Duration {
        max(.zero, deadline - now)
    }

    /// How long to wait before the next request; nil when there is no time for one.
    mutating func next(now: ContinuousClock.Instant) -> Duration? {
        guard now + pause < deadline else { return nil }
        defer { pause = min(pause * 2, Self.longestPause) }
        return pause
    }
}
