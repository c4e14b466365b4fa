// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A property that librdkafka knows.
public struct LibrdkafkaProperty: Sendable, Hashable {
    /// Which clients a property is for.
    public enum Scope: String, Sendable, Hashable {
        /// Producers only.
        case producer = "P"
        /// Consumers only.
        case consumer = "C"
        /// Both.
        case all = "*"
    }

    /// Its name, such as `linger.ms`.
    public let name: String
    /// Which clients heed it.
    public let scope: Scope
    /// Whether librdkafka's documentation calls it deprecated.
    public let isDeprecated: Bool
    /// The property that this is another name of.
    public let aliasOf: String?
}
