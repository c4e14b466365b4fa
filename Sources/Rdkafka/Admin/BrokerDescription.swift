// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A broker of the cluster.
public struct BrokerDescription: Sendable, Hashable {
    /// Its id.
    public let id: Int32
    /// The host that clients reach it at.
    public let host: String
    /// The port that clients reach it at.
    public let port: Int
    /// Its rack, where it has one and librdkafka tells it, which it does since 2.3.
    public let rack: String?
}
