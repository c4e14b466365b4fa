// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaStatistics {
    /// A partition of a topic. Offsets are nil where there is none.
    public struct Partition: Sendable, Hashable {
        /// `partition`: its number.
        public var partition: Int32 = 0
        /// `broker`: the broker that records are fetched from; -1 for none.
        public var broker = -1
        /// `leader`: the broker that leads it; -1 for none.
        public var leader = -1
        /// `desired`: whether the program asked for it.
        public var isDesired = false
        /// `unknown`: whether the brokers don't tell of it.
        public var isUnknown = false
        /// `msgq_cnt`: records that wait to be put into a request.
        public var queuedRecords = 0
        /// `msgq_bytes`: their bytes.
        public var queuedBytes = 0
        /// `xmit_msgq_cnt`: records that are about to be.
        public var readyRecords = 0
        /// `xmit_msgq_bytes`: their bytes.
        public var readyBytes = 0
        /// `fetchq_cnt`: records read ahead by librdkafka.
        public var fetchedRecords = 0
        /// `fetchq_size`: their bytes.
        public var fetchedBytes = 0
        /// `fetch_state`: `none`, `stopping`, `stopped`, `offset-query`, `offset-wait` or `active`.
        public var fetchState = ""
        /// `query_offset`: the offset that was asked for; negative for a logical one, such as -2 for the beginning.
        public var queryOffset = 0
        /// `next_offset`: the next one to fetch.
        public var nextOffset = 0
        /// `app_offset`: one more than the last record that was taken from librdkafka.
        public var applicationOffset: Int?
        /// `stored_offset`: what will be committed.
        public var storedOffset: Int?
        /// `stored_leader_epoch`: of the record before it; from librdkafka 2.1.
        public var storedLeaderEpoch: Int?
        /// `committed_offset`: what is committed.
        public var committedOffset: Int?
        /// `committed_leader_epoch`: of the record before it; from librdkafka 2.1.
        public var committedLeaderEpoch: Int?
        /// `eof_offset`: the last end of the partition that was told.
        public var endOffset: Int?
        /// `lo_offset`: the oldest offset on the broker.
        public var lowWatermark: Int?
        /// `hi_offset`: one more than the newest offset on the broker.
        public var highWatermark: Int?
        /// `ls_offset`: the same without transactions that are open.
        public var lastStableOffset: Int?
        /// `consumer_lag`: records behind the committed offset; nil where it isn't known.
        public var lag: Int?
        /// `consumer_lag_stored`: records behind the stored offset; nil where it isn't known.
        public var storedLag: Int?
        /// `leader_epoch`: of the leader; from librdkafka 2.1.
        public var leaderEpoch: Int?
        /// `txmsgs`: records sent, in total.
        public var recordsSent = 0
        /// `txbytes`: their bytes.
        public var bytesSent = 0
        /// `rxmsgs`: records consumed, in total.
        public var recordsReceived = 0
        /// `rxbytes`: their bytes.
        public var bytesReceived = 0
        /// `msgs`: records produced, sent or not, or consumed, in total.
        public var records = 0
        /// `rx_ver_drops`: records that came for an assignment or position that had been given up, in total.
        public var outdatedRecords = 0
        /// `msgs_inflight`: records on the way.
        public var recordsInFlight = 0
        /// `next_ack_seq`: the sequence number that is to be acknowledged next, of an idempotent producer.
        public var nextAcknowledgedSequence = 0
        /// `next_err_seq`: the sequence number that is to fail next, of an idempotent producer.
        public var nextFailedSequence = 0
        /// `acked_msgid`: the last internal number that was acknowledged, of an idempotent producer.
        public var acknowledgedNumber = 0

        /// A partition in which nothing has happened.
        public init() {}
    }
}
