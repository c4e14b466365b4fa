// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A place that gives a config a value.
public struct ConfigSynonym: Sendable, Hashable {
    /// The config's name there, such as `log.retention.ms` of a broker for a topic's `retention.ms`.
    public let name: String
    /// The value there; nil for one that is secret or not set.
    public let value: String?
    /// The place.
    public let source: ConfigSource
}
