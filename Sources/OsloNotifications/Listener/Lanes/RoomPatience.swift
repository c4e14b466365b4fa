// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How long somebody who waits for room does so before something is done about it.
struct RoomPatience {
    /// How long there is no room before it is shared.
    static let sharingTime: Duration = .milliseconds(50)

    private let stallTime: Duration
    private var sharesAt: ContinuousClock.Instant
    private var stallsAt: ContinuousClock.Instant

    /// He waits from now on.
    init(_ stallTime: Duration, _ now: ContinuousClock.Instant = .now) {
        self.stallTime = stallTime
        sharesAt = now + Self.sharingTime
        stallsAt = now + stallTime
    }

    /// How much longer.
    func left(_ now: ContinuousClock.Instant = .now) -> Duration { max(.zero, min(sharesAt, stallsAt) - now) }

    /// What is to be done now. If that is of no use, he waits as long again.
    mutating func end(_ now: ContinuousClock.Instant = .now) -> (shares: Bool, stalls: Bool) {
        let due = (shares: now >= sharesAt, stalls: now >= stallsAt)
        if due.shares { sharesAt = now + Self.sharingTime }
        if due.stalls { stallsAt = now + stallTime }
        return due
    }
}
