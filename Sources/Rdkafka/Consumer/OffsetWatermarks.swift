// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The ends of a partition.
public struct OffsetWatermarks: Sendable, Hashable {
    /// The offset of the oldest record that is there.
    public let low: Int64
    /// The offset that the next record will have.
    public let high: Int64

    /// The ends of a partition, for tests of your own.
    public init(low: Int64, high: Int64) {
        self.low = low
        self.high = high
    }
}
