// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConfiguration {
    /// How the client connects and logs in: a view of the properties `security.protocol`, `ssl.*`, `sasl.*` and what
    /// belongs to them. Setting it replaces them all.
    public var security: KafkaSecurity {
        get {
            KafkaSecurity(
                properties: properties.filter { Self.belongsToSecurity($0.key) }, tokenProvider: oauthTokenProvider)
        }
        set {
            properties = properties.filter { !Self.belongsToSecurity($0.key) }
            properties.merge(newValue.properties) { _, new in new }
            oauthTokenProvider = newValue.tokenProvider
        }
    }

    private static func belongsToSecurity(_ name: String) -> Bool {
        name == "security.protocol" || prefixes.contains { name.hasPrefix($0) }
    }

    private static let prefixes = ["ssl.", "ssl_", "sasl.", "enable.ssl.", "enable.sasl.", "https.ca."]

    /// The SASL mechanism, in capitals; nil when there is no login.
    var saslMechanism: String? {
        guard properties["security.protocol"]?.lowercased().hasPrefix("sasl_") == true else { return nil }
        return self[Self.mechanismProperty]?.uppercased()
    }

    private static let mechanismProperty = TypedProperty<String>.text("sasl.mechanism", "sasl.mechanisms")

    /// What is wrong with SCRAM before librdkafka 2.6.1, where this configuration uses it.
    ///
    /// It repeats the client's nonce in its last message, which brokers accepted until the fix of CVE-2024-56128.
    var scramWarning: String? {
        guard saslMechanism?.hasPrefix("SCRAM-") == true, LibrdkafkaVersion.running < LibrdkafkaVersion(2, 6, 1) else {
            return nil
        }
        return "the SCRAM of librdkafka \(LibrdkafkaVersion.running) is refused by Kafka 3.7.2, 3.8.1, 3.9 and newer, "
            + "whatever the password: librdkafka 2.6.1 or newer is needed there"
    }
}
