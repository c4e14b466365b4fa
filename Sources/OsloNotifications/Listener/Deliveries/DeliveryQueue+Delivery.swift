// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension DeliveryQueue {
    /// A place in an assignment of a partition, such as that of a record that was taken.
    struct ID: Sendable, Hashable {
        let partition: TopicPartition
        let generation: UInt64
        let offset: Int64
    }

    /// A record to be given out, and for which time.
    struct Delivery: Sendable {
        let id: ID
        let record: any InboundRecord
        let attempt: Int
        /// Is set when its partition is to be given up.
        let closing: ClosingFlag
    }

    /// What has to be done after a change.
    struct Effect {
        /// How far its partition is done now: the next offset.
        var next: Int64?
        /// Where its partition, which is paused, is to be read on.
        var readOn: ID?
        /// Those who wait, for room, for a record, or for the end of a partition.
        var waiters: [Waiter] = []
    }
}
