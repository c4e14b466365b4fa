// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How a transport ended, in Kafka records: a notification is one for each topic.
public struct TransportCloseReport: Sendable, Hashable {
    /// Not acknowledged by the deadline. One that was in flight may have reached the broker all the same.
    public let unacknowledged: Int
    /// Acknowledged in the transport's life.
    public let acknowledged: Int
    /// Failed in the transport's life, those of `unacknowledged` included.
    public let failed: Int
}
