// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The properties of a client, by librdkafka's names.
///
/// Nothing is checked here: librdkafka itself checks every name and value when a client is made of it.
/// The names are those of librdkafka's `CONFIGURATION.md`.
public struct KafkaConfiguration: Sendable, Hashable {
    /// All properties that are set.
    public var properties: [String: String]

    /// A configuration of these properties. Everything else keeps librdkafka's default.
    public init(_ properties: [String: String] = [:]) {
        self.properties = properties
    }

    /// The property of that name, nil where it keeps librdkafka's default.
    public subscript(name: String) -> String? {
        get { properties[name] }
        set { properties[name] = newValue }
    }

    /// This configuration, with the properties of `defaults` that it doesn't set itself.
    public func withDefaults(_ defaults: [String: String]) -> KafkaConfiguration {
        KafkaConfiguration(properties.merging(defaults) { own, _ in own })
    }
}

extension KafkaConfiguration: ExpressibleByDictionaryLiteral {
    /// A configuration of the properties of a literal; the last of several equal names counts.
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(Dictionary(elements) { _, last in last })
    }
}

extension KafkaConfiguration: CustomStringConvertible {
    /// The properties in order of their names, secrets masked.
    public var description: String {
        properties.sorted { $0.key < $1.key }
            .map { "\($0.key)=\(Self.isSecret($0.key) ? "***" : $0.value)" }
            .joined(separator: " ")
    }

    /// Whether the value of a property of this name must not be printed.
    public static func isSecret(_ name: String) -> Bool {
        let lowercased = name.lowercased()
        return secretMarkers.contains { lowercased.contains($0) }
    }

    private static let secretMarkers = [
        "password", "passphrase", "secret", "private.key", "ssl.key.pem", "ssl_key", "sasl.oauthbearer.config",
    ]
}

extension KafkaConfiguration: CustomDebugStringConvertible, CustomReflectable {
    /// The same as ``description``.
    public var debugDescription: String { description }

    /// Shows what ``description`` does: a dump must not have the secrets either.
    public var customMirror: Mirror { Mirror(self, children: ["properties": description]) }
}
