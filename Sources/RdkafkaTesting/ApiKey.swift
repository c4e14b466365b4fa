// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A kind of request, by its number in Kafka's protocol (`ApiKey`). The set is open: an integer is one too.
public struct ApiKey: RawRepresentable, Sendable, Hashable, ExpressibleByIntegerLiteral {
    /// The number.
    public let rawValue: Int16

    /// A kind of request by its number.
    public init(rawValue: Int16) {
        self.rawValue = rawValue
    }

    /// A kind of request by its number.
    public init(integerLiteral value: Int16) {
        self.init(rawValue: value)
    }

    /// Produce: records to a partition's leader.
    public static let produce: ApiKey = 0
    /// Fetch: records from a partition's leader or follower.
    public static let fetch: ApiKey = 1
    /// ListOffsets: the first, the last, or by time.
    public static let listOffsets: ApiKey = 2
    /// Metadata: brokers, topics, leaders.
    public static let metadata: ApiKey = 3
    /// OffsetCommit: offsets of a group, to its coordinator.
    public static let offsetCommit: ApiKey = 8
    /// OffsetFetch: offsets of a group, from its coordinator.
    public static let offsetFetch: ApiKey = 9
    /// FindCoordinator: of a group or of a transactional id.
    public static let findCoordinator: ApiKey = 10
    /// JoinGroup: a member comes, or a rebalance begins.
    public static let joinGroup: ApiKey = 11
    /// Heartbeat of a member.
    public static let heartbeat: ApiKey = 12
    /// LeaveGroup: a member goes.
    public static let leaveGroup: ApiKey = 13
    /// SyncGroup: members get their partitions.
    public static let syncGroup: ApiKey = 14
    /// ApiVersions: the first request on a connection.
    public static let apiVersions: ApiKey = 18
    /// InitProducerId: of an idempotent or transactional producer.
    public static let initProducerID: ApiKey = 22
    /// OffsetForLeaderEpoch; the mock knows it since librdkafka 2.1.
    public static let offsetForLeaderEpoch: ApiKey = 23
    /// AddPartitionsToTxn: the partitions that a transaction writes to.
    public static let addPartitionsToTransaction: ApiKey = 24
    /// AddOffsetsToTxn: the group whose offsets a transaction commits.
    public static let addOffsetsToTransaction: ApiKey = 25
    /// EndTxn: a transaction is committed or aborted.
    public static let endTransaction: ApiKey = 26
    /// TxnOffsetCommit: offsets as part of a transaction.
    public static let transactionOffsetCommit: ApiKey = 28
    /// ConsumerGroupHeartbeat of the group protocol of KIP-848; the mock knows it since librdkafka 2.8.
    public static let consumerGroupHeartbeat: ApiKey = 68
}

extension ApiKey: CustomStringConvertible {
    /// Kafka's name of the request, or its number.
    public var description: String {
        Self.names[rawValue] ?? "ApiKey \(rawValue)"
    }

    private static let names: [Int16: String] = [
        0: "Produce", 1: "Fetch", 2: "ListOffsets", 3: "Metadata", 8: "OffsetCommit", 9: "OffsetFetch",
        10: "FindCoordinator", 11: "JoinGroup", 12: "Heartbeat", 13: "LeaveGroup", 14: "SyncGroup", 18: "ApiVersions",
        22: "InitProducerId", 23: "OffsetForLeaderEpoch", 24: "AddPartitionsToTxn", 25: "AddOffsetsToTxn",
        26: "EndTxn", 28: "TxnOffsetCommit", 68: "ConsumerGroupHeartbeat",
    ]
}
