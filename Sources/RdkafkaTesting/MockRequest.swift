// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A request that a mock cluster has got.
public struct MockRequest: Sendable, Hashable {
    /// The kind of request.
    public let api: ApiKey
    /// The number of the broker that it was sent to, from 1.
    public let broker: Int
    /// When it came, in microseconds since an arbitrary moment: for differences.
    public let microseconds: Int64
}
