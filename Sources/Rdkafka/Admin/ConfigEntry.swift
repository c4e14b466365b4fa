// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A config of a topic, broker or group.
public struct ConfigEntry: Sendable, Hashable {
    /// Its name, such as `retention.ms`.
    public let name: String
    /// Its value; nil for one that is secret or not set.
    public let value: String?
    /// Where the value comes from.
    public let source: ConfigSource
    /// Whether it can't be changed while the broker runs.
    public let isReadOnly: Bool
    /// Whether it has its default value.
    public let isDefault: Bool
    /// Whether it is secret: Kafka does not tell its value.
    public let isSensitive: Bool
    /// All places that give it a value, the one that counts first.
    public let synonyms: [ConfigSynonym]
}
