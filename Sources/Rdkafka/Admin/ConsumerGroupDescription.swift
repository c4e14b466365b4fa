// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A consumer group and its members.
public struct ConsumerGroupDescription: Sendable, Hashable {
    /// Its id.
    public let groupID: String
    /// Whether it only keeps offsets, for consumers that assign their partitions themselves.
    public let isSimple: Bool
    /// Its state. A group that does not exist is ``ConsumerGroupState/dead``, or an error, as the broker answers.
    public let state: ConsumerGroupState
    /// Its protocol; nil where librdkafka does not tell it, which it does since 2.10.
    public let type: ConsumerGroupType?
    /// How partitions are assigned, such as `range`; empty while nobody is a member.
    public let partitionAssignor: String
    /// The broker that it belongs to.
    public let coordinator: BrokerDescription?
    /// Its members.
    public let members: [ConsumerGroupMember]
}
