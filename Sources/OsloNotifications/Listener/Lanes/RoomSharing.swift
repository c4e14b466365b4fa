// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Says what share of the room a partition may have, when there is none for others that may have something to do.
struct RoomSharing {
    /// What a partition has, as far as sharing is concerned.
    struct Demand {
        /// How many records wait or are at work.
        let count: Int
        /// Whether it is not read for the moment.
        let isParked: Bool
        /// Whether it had nothing to do when room was last made for it, and got nothing since.
        let isServed: Bool

        /// Presumably there is nothing in Kafka for it.
        var isQuiet: Bool { isServed && count == 0 && !isParked }

        /// It has nothing to do, or not much longer.
        func isShort(of share: RecordLoad) -> Bool { !isParked && !isQuiet && count * 4 <= share.count }
    }

    /// How often room is made for partitions that are presumably quiet. It costs the others a fetch.
    static let probeInterval: Duration = .seconds(1)

    private var lastProbe: ContinuousClock.Instant?

    /// The share of each partition; nil when none is short of it.
    mutating func share(
        of room: RecordLoad, among demands: [Demand], _ now: ContinuousClock.Instant
    ) -> RecordLoad? {
        guard demands.count > 1 else { return nil }
        let quiet = demands.count { $0.isQuiet }
        let share = room.divided(by: max(2, demands.count - quiet))
        if demands.contains(where: { $0.isShort(of: share) }) { return share }
        if let lastProbe, now - lastProbe < Self.probeInterval { return nil }
        guard quiet > 0 else { return nil }
        lastProbe = now
        return share
    }
}
