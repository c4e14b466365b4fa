// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The properties of a client, by librdkafka's names.
///
/// What is often set has a typed property, such as ``linger``; everything else is set by its name in librdkafka's
/// `CONFIGURATION.md`, as in `configuration["fetch.error.backoff.ms"] = "200"`. Both are views of the same dictionary.
///
/// Nothing is checked here: librdkafka itself checks every name and value when a client is made of it.
/// ``warnings(for:)`` tells what it would accept and not follow.
public struct KafkaConfiguration: Sendable {
    /// All properties that are set.
    public var properties: [String: String]

    /// Gives tokens for the mechanism OAUTHBEARER; part of ``security``, and needed when the mechanism is set by its
    /// name.
    public var oauthTokenProvider: KafkaOAuthTokenProvider?

    /// A configuration of these properties. Everything else keeps librdkafka's default.
    public init(_ properties: [String: String] = [:]) {
        self.properties = properties
    }

    /// A configuration for a cluster.
    ///
    /// - Parameters:
    ///   - bootstrapServers: where to find it, each `host` or `host:port`.
    ///   - security: how to connect and log in.
    public init(bootstrapServers: [String], security: KafkaSecurity = .plaintext) {
        self.init()
        self.bootstrapServers = bootstrapServers
        self.security = security
    }

    /// The property of that name, nil where it keeps librdkafka's default.
    public subscript(name: String) -> String? {
        get { properties[name] }
        set { properties[name] = newValue }
    }

    /// This configuration, with the properties of `defaults` that it doesn't set itself.
    public func withDefaults(_ defaults: [String: String]) -> KafkaConfiguration {
        var complete = self
        complete.properties.merge(defaults) { own, _ in own }
        return complete
    }
}

extension KafkaConfiguration: ExpressibleByDictionaryLiteral {
    /// A configuration of the properties of a literal; the last of several equal names counts.
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(Dictionary(elements) { _, last in last })
    }
}
