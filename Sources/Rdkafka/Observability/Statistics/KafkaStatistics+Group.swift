// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaStatistics {
    /// A consumer's membership in its group.
    public struct Group: Sendable, Hashable {
        /// `state`: of the connection to the coordinator, such as `up`.
        public var state = ""
        /// `stateage`: milliseconds since it changed.
        public var stateAge = 0
        /// `join_state`: of the membership, such as `steady`.
        public var joinState = ""
        /// `rebalance_age`: milliseconds since the last rebalance.
        public var rebalanceAge = 0
        /// `rebalance_cnt`: assignments and revocations, in total.
        public var rebalances = 0
        /// `rebalance_reason`: why the last one was; may be empty.
        public var rebalanceReason = ""
        /// `assignment_size`: partitions that the consumer has.
        public var assignedPartitions = 0

        /// No membership yet.
        public init() {}
    }

    /// The state of an idempotent or transactional producer.
    public struct Idempotence: Sendable, Hashable {
        /// `idemp_state`: of the producer id, such as `Assigned`.
        public var state = ""
        /// `idemp_stateage`: milliseconds since it changed.
        public var stateAge = 0
        /// `txn_state`: of the transaction, such as `InTransaction`.
        public var transactionState = ""
        /// `txn_stateage`: milliseconds since it changed.
        public var transactionStateAge = 0
        /// `txn_may_enq`: whether the transaction takes records.
        public var acceptsRecords = false
        /// `producer_id`: the producer id; -1 for none.
        public var producerID = -1
        /// `producer_epoch`: its epoch; -1 for none.
        public var producerEpoch = -1
        /// `epoch_cnt`: producer ids that were assigned, in total.
        public var assignments = 0

        /// No producer id yet.
        public init() {}
    }

    /// Why a client can't go on.
    public struct FatalError: Sendable, Hashable {
        /// `error`: librdkafka's name of the error.
        public var name = ""
        /// `reason`: what happened.
        public var reason = ""
        /// `age`: microseconds since then.
        public var age = 0

        /// An error without a name.
        public init() {}
    }
}
