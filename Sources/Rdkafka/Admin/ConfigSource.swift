// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Where a config's value comes from, by the numbers of Kafka's protocol. The set is open.
public struct ConfigSource: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The number.
    public let rawValue: Int32

    /// A source by its number.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// Set for the topic.
    public static let topic = ConfigSource(rawValue: 1)
    /// Set for the broker while it runs.
    public static let broker = ConfigSource(rawValue: 2)
    /// Set for all brokers while they run.
    public static let defaultBroker = ConfigSource(rawValue: 3)
    /// The broker's `server.properties`.
    public static let staticBroker = ConfigSource(rawValue: 4)
    /// Kafka's own default.
    public static let kafkaDefault = ConfigSource(rawValue: 5)
    /// Set for the group.
    public static let group = ConfigSource(rawValue: 8)

    /// Kafka's name of the source.
    public var description: String {
        switch self {
        case .topic: "DYNAMIC_TOPIC_CONFIG"
        case .broker: "DYNAMIC_BROKER_CONFIG"
        case .defaultBroker: "DYNAMIC_DEFAULT_BROKER_CONFIG"
        case .staticBroker: "STATIC_BROKER_CONFIG"
        case .kafkaDefault: "DEFAULT_CONFIG"
        case .group: "GROUP_CONFIG"
        default: "UNKNOWN_CONFIG \(rawValue)"
        }
    }
}
