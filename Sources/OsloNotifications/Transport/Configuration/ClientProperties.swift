// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// librdkafka properties that producers and consumers share.
struct ClientProperties {
    private(set) var properties: [String: String] = [:]
    private(set) var warnings: [String] = []
    private(set) var problem: NotificationError?

    init(url: TransportURL, kafka: KafkaOptions, overrides: KafkaOverrides) {
        properties["bootstrap.servers"] = url.bootstrapServers
        properties["socket.nagle.disable"] = "true"
        properties["security.protocol"] = kafka.securityProtocol
        setNonEmpty("ssl.ca.location", kafka.caFile)
        setNonEmpty("ssl.certificate.location", kafka.clientCertificateFile)
        setNonEmpty("ssl.key.location", kafka.clientKeyFile)
        setNonEmpty("ssl.key.password", kafka.clientKeyPassword?.revealed)

        setNonEmpty("sasl.username", url.username)
        setNonEmpty("sasl.password", url.password?.revealed)
        let securityProtocol = overrides["security.protocol"] ?? kafka.securityProtocol
        if securityProtocol.lowercased().hasPrefix("sasl_") {
            properties["sasl.mechanism"] = kafka.saslMechanism
            checkCredentials(overrides, securityProtocol)
        } else if url.username != nil {
            // Without a user it is left out: librdkafka warns of it for each client whose protocol has no login.
            properties["sasl.mechanism"] = kafka.saslMechanism
            warnings.append(
                "the transport URL has a user, which is not used: the security protocol is \(securityProtocol), "
                    + "only SASL_PLAINTEXT and SASL_SSL log in"
            )
        }
    }

    private mutating func setNonEmpty(_ name: String, _ value: String?) {
        if let value, !value.isEmpty {
            properties[name] = value
        }
    }

    /// The mechanisms with a password don't work without one, which librdkafka says only when it makes a client.
    private mutating func checkCredentials(_ overrides: KafkaOverrides, _ securityProtocol: String) {
        let mechanism = (overrides["sasl.mechanism"] ?? properties["sasl.mechanism"] ?? "").uppercased()
        guard mechanism == "PLAIN" || mechanism.hasPrefix("SCRAM-") else { return }
        let missing = ["sasl.username", "sasl.password"].filter { (overrides[$0] ?? properties[$0] ?? "").isEmpty }
        guard !missing.isEmpty else { return }
        problem = NotificationError(
            .invalidConfiguration,
            "the security protocol is \(securityProtocol) with the mechanism \(ErrorText.quoted(mechanism)), "
                + "but there is no \(missing.joined(separator: ", no ")); "
                + "give the transport URL a user and password (kafka://user:password@host/)",
            option: KafkaOptionTable.securityProtocol.definition.key
        )
    }
}
