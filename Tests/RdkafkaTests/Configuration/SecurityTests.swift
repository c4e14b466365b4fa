// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import Testing

@Suite struct SecurityTests {
    @Test func securityIsAViewOfTheProperties() {
        var configuration: KafkaConfiguration = [
            "client.id": "a", "security.protocol": "ssl", "ssl.ca.location": "/a.pem", "sasl.mechanisms": "PLAIN",
            "enable.ssl.certificate.verification": "false",
        ]
        #expect(configuration.security.properties.count == 4)
        configuration.security = .sasl(.plain(username: "bob", password: "s3cret"))
        #expect(
            configuration.properties == [
                "client.id": "a", "security.protocol": "sasl_ssl", "sasl.mechanism": "PLAIN", "sasl.username": "bob",
                "sasl.password": "s3cret", "ssl.endpoint.identification.algorithm": "https",
                "enable.ssl.certificate.verification": "true",
            ])
        let other = KafkaConfiguration(bootstrapServers: ["b:1"], security: configuration.security)
        #expect(other["sasl.password"] == "s3cret")
    }

    @Test func anIdentityIsOneOfThreeKinds() {
        let identities: [(KafkaSecurity.TLS.Identity, [String: String])] = [
            (
                .pkcs12(file: "/a.p12", password: "p"),
                ["ssl.keystore.location": "/a.p12", "ssl.keystore.password": "p"]
            ),
            (
                .files(certificate: "/a.pem", key: "/k.pem", keyPassword: "p"),
                ["ssl.certificate.location": "/a.pem", "ssl.key.location": "/k.pem", "ssl.key.password": "p"]
            ),
            (.pem(certificate: "c", key: "k"), ["ssl.certificate.pem": "c", "ssl.key.pem": "k"]),
        ]
        for (identity, expected) in identities {
            let properties = KafkaSecurity.tls(.init(identity: identity)).properties
            #expect(properties == KafkaSecurity.tls().properties.merging(expected) { $1 })
        }
    }

    @Test func secretsAreInNoDescription() {
        let identity = KafkaSecurity.TLS.Identity.pem(
            certificate: "cert", key: "s3cret-key", keyPassword: "s3cret-pass")
        let security = KafkaSecurity.sasl(
            .scramSHA512(username: "bob", password: "s3cret"), tls: .init(authorities: .pem("ca"), identity: identity))
        let token = KafkaOAuthToken("s3cret-token", principal: "bob", expiresIn: .seconds(1))
        let oidc = KafkaSecurity.Mechanism.oidc(
            clientID: "id", clientSecret: "s3cret", tokenEndpoint: "https://localhost/", scope: "s",
            extensions: ["a": "1", "b": "2"])
        var dumped = ""
        dump(security, to: &dumped)
        dump(token, to: &dumped)
        dump(identity, to: &dumped)
        dump(KafkaSecurity.TLS(identity: identity), to: &dumped)
        dump(oidc, to: &dumped)
        dump(KafkaConfiguration(bootstrapServers: ["a"], security: security), to: &dumped)
        for text in [dumped, "\(security)", "\(token)", "\(identity)", "\(oidc)", String(reflecting: security)] {
            #expect(!text.contains("s3cret"))
        }
        #expect("\(oidc)".contains("sasl.oauthbearer.extensions=a=1,b=2"))
    }

    @Test func anUnsecuredTokenIsAJWS() {
        let token = KafkaOAuthToken.unsecured(principal: "al\"ice", expiresIn: .seconds(60))
        let parts = token.value.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        #expect(parts.count == 3)
        #expect(parts[0] == "eyJhbGciOiJub25lIn0")
        #expect(parts[1].hasPrefix("eyJzdWIiOiJhbFwiaWNlIi"))
        #expect(parts[2] == "")
    }

    @Test("OAUTHBEARER needs somebody who fetches tokens, and only one")
    func whoFetchesTokens() throws {
        let provider: KafkaOAuthTokenProvider = { .unsecured(principal: "a", expiresIn: .seconds(1)) }
        var nobody: KafkaConfiguration = ["security.protocol": "SASL_PLAINTEXT", "sasl.mechanisms": "OAUTHBEARER"]
        try expectRefusal(of: "sasl.mechanism", nobody)
        nobody.oauthTokenProvider = provider
        _ = try KafkaProducer(configuration: nobody)
        var both = nobody
        both["sasl.oauthbearer.method"] = "oidc"
        try expectRefusal(of: "sasl.oauthbearer.method", both)
        var unused: KafkaConfiguration = [:]
        unused.oauthTokenProvider = provider
        try expectRefusal(of: "sasl.mechanism", unused)
        var unsecured = nobody
        unsecured["enable.sasl.oauthbearer.unsecure.jwt"] = "true"
        try expectRefusal(of: "enable.sasl.oauthbearer.unsecure.jwt", unsecured)
    }

    @Test func tokensAreFetchedByLibrdkafkaWhereItCan() throws {
        let configuration = KafkaConfiguration(
            bootstrapServers: ["127.0.0.1:1"],
            security: .sasl(
                .oidc(clientID: "id", clientSecret: "s3cret", tokenEndpoint: "http://127.0.0.1:1/token"), tls: nil))
        guard !Librdkafka.features.contains("oidc") else {
            _ = try KafkaProducer(configuration: configuration)
            return
        }
        let error = try #require(throws: KafkaError.self) { try KafkaProducer(configuration: configuration) }
        #expect(error.code == .invalidConfiguration)
        #expect(error.property?.hasPrefix("sasl.oauthbearer.") == true)
        #expect(!error.message.contains("s3cret"))
    }

    private func expectRefusal(of property: String, _ configuration: KafkaConfiguration) throws {
        let error = try #require(throws: KafkaError.self) { try KafkaProducer(configuration: configuration) }
        #expect(error.code == .invalidConfiguration)
        #expect(error.property == property)
    }
}
