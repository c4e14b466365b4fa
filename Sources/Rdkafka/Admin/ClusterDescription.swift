// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What the cluster consists of.
public struct ClusterDescription: Sendable, Hashable {
    /// The cluster's id.
    public let clusterID: String?
    /// The id of the broker that administrative requests go to; nil while there is none.
    public let controller: Int32?
    /// The brokers that are alive, by their ids.
    public let brokers: [BrokerDescription]
}
