// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The state of a consumer group, by Kafka's name for it. The set is open.
public struct ConsumerGroupState: RawRepresentable, Sendable, Hashable {
    /// The name.
    public let rawValue: String

    /// A state by its name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Not known, to librdkafka or to the broker.
    public static let unknown = ConsumerGroupState(rawValue: "Unknown")
    /// Members are joining.
    public static let preparingRebalance = ConsumerGroupState(rawValue: "PreparingRebalance")
    /// Members are getting their partitions.
    public static let completingRebalance = ConsumerGroupState(rawValue: "CompletingRebalance")
    /// Each member has its partitions.
    public static let stable = ConsumerGroupState(rawValue: "Stable")
    /// There is no such group any more, or never was one.
    public static let dead = ConsumerGroupState(rawValue: "Dead")
    /// It has no members; its offsets are kept for `offsets.retention.minutes`.
    public static let empty = ConsumerGroupState(rawValue: "Empty")
}
