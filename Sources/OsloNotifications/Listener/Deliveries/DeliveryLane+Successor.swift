// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension DeliveryLane {
    /// The records of a new assignment, which wait until what was taken under the one before is acknowledged.
    struct Successor {
        private(set) var records: [any InboundRecord] = []
        private(set) var load = RecordLoad()
        private(set) var parking = Parking.reading

        /// False when it is read again later.
        mutating func add(_ new: [any InboundRecord]) -> Bool {
            guard !parking.isParked else { return false }
            records.append(contentsOf: new)
            load += Self.load(of: new)
            return true
        }

        /// Drops all but the first. Whether its partition is to be paused; nil when that is nothing, or can't be.
        mutating func park(keeping count: Int) -> Bool? {
            guard count < records.count, parking.canDrop else { return nil }
            let offset = records[count].offset
            records.removeLast(records.count - count)
            load = Self.load(of: records)
            return parking.drop(from: offset, kept: count)
        }

        /// Its partition, which was parked, is paused. False when it is not parked any more.
        mutating func paused() -> Bool {
            parking.pause()
        }

        private static func load(of records: [any InboundRecord]) -> RecordLoad {
            RecordLoad(count: records.count, bytes: records.reduce(0) { $0 + $1.byteCount })
        }
    }
}
