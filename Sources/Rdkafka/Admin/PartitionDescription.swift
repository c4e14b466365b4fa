// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A partition of a topic, and where it is.
public struct PartitionDescription: Sendable {
    /// Its number, from 0.
    public let partition: Int32
    /// The id of the broker that leads it; nil while none does.
    public let leader: Int32?
    /// The ids of the brokers that have a replica; the first is the preferred leader.
    public let replicas: [Int32]
    /// The ids of the brokers whose replica is complete.
    public let inSyncReplicas: [Int32]
    /// What is wrong with it, as far as ``KafkaAdmin/metadata(timeout:)`` tells.
    public let error: KafkaError?
}
