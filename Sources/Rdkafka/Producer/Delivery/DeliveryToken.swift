// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The opaque of a record whose report somebody gets: who that is, and the number of the slot. It is said here, not in the
/// slot, so that the thread that brings the report need not read what it is about to write.
struct DeliveryToken: Equatable {
    enum Receiver: Equatable {
        /// The task that waits for this record alone.
        case task
        /// A posted record.
        case posted
        /// Those who wait for several records together: this is the record's place among them.
        case batch(record: Int)
    }

    let slot: UInt32
    let receiver: Receiver

    /// A slot's number takes 22 bits; a record's place is above them all.
    private static let posted: UInt = 1 << 30
    private static let batch: UInt = 1 << 31

    init(slot: UInt32, _ receiver: Receiver) {
        self.slot = slot
        self.receiver = receiver
    }

    /// Nil for 0, which is no token.
    @inline(__always)
    init?(_ word: UInt) {
        guard word != 0 else { return nil }
        slot = UInt32(truncatingIfNeeded: word & (Self.posted - 1))
        receiver =
            if word & Self.batch != 0 {
                .batch(record: Int(word >> 32))
            } else {
                word & Self.posted != 0 ? .posted : .task
            }
    }

    var word: UInt {
        switch receiver {
        case .task: UInt(slot)
        case .posted: UInt(slot) | Self.posted
        case .batch(let record): UInt(slot) | Self.batch | UInt(record) << 32
        }
    }
}
