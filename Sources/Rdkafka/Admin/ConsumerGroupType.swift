// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The protocol of a consumer group, by Kafka's name for it. The set is open.
public struct ConsumerGroupType: RawRepresentable, Sendable, Hashable {
    /// The name.
    public let rawValue: String

    /// A type by its name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Members assign the partitions among themselves.
    public static let classic = ConsumerGroupType(rawValue: "Classic")
    /// The broker assigns the partitions (KIP-848).
    public static let consumer = ConsumerGroupType(rawValue: "Consumer")
}
