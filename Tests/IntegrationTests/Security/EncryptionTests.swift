// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Rdkafka
import TestSupport
import Testing

@Suite(.needsSecuredKafka, .timeLimit(.minutes(1))) struct EncryptionTests {
    let client: SecuredClient
    let authority: KafkaSecurity.TLS.Certificates

    init() throws {
        client = try SecuredClient()
        authority = .file(client.kafka.file("authority.pem"))
    }

    private var localhost: String {
        client.kafka.tls.replacingOccurrences(of: "127.0.0.1", with: "localhost")
    }

    @Test func aBrokerOfTheAuthorityIsTrusted() async throws {
        let topic = uniqueTopic("encrypted")
        try await client.send(client.kafka.tls, .tls(.init(authorities: authority)), topic: topic)
        let text = KafkaSecurity.TLS(authorities: .pem(try client.kafka.text("authority.pem")))
        #expect(try await client.receive(client.kafka.tls, .tls(text), topic: topic) == "secret")
    }

    @Test func aBrokerOfAnotherAuthorityIsRefused() async throws {
        let strangers = try client.kafka.text("stranger.pem")
        let refusal = try await client.refusal(client.kafka.tls, .tls(.init(authorities: .pem(strangers))))
        #expect(refusal.last.code == .authentication)
        #expect(refusal.send.code == .authentication)
        #expect(refusal.send.message.contains("certificate"))
    }

    @Test func aCertificateForAnotherNameIsRefused() async throws {
        let refusal = try await client.refusal(localhost, .tls(.init(authorities: authority)))
        #expect(refusal.last.code == .authentication)
        try await client.send(localhost, .tls(.init(authorities: authority, verification: .certificateOnly)))
        try await client.send(localhost, .tls(.init(verification: .none)))
    }

    @Test func aClientShowsItsCertificateFromFiles() async throws {
        try await client.send(
            client.kafka.mutualTLS,
            .tls(
                .init(
                    authorities: authority,
                    identity: .files(
                        certificate: client.kafka.file("client.crt"), key: client.kafka.file("client-encrypted.key"),
                        keyPassword: SecuredKafka.keyPassword))))
    }

    @Test func aClientShowsItsCertificateFromTexts() async throws {
        let certificate = try client.kafka.text("client.crt")
        for (key, password) in [("client.key", nil), ("client-encrypted.key", SecuredKafka.keyPassword)] {
            let identity = KafkaSecurity.TLS.Identity.pem(
                certificate: certificate, key: try client.kafka.text(key), keyPassword: password)
            try await client.send(client.kafka.mutualTLS, .tls(.init(authorities: authority, identity: identity)))
        }
    }

    @Test func aWrongKeyPasswordIsAnErrorOfTheConfiguration() throws {
        let identity = KafkaSecurity.TLS.Identity.files(
            certificate: client.kafka.file("client.crt"), key: client.kafka.file("client-encrypted.key"),
            keyPassword: "wr0ng-pass")
        let error = try #require(throws: KafkaError.self) {
            try KafkaProducer(
                configuration: client.configuration(
                    client.kafka.mutualTLS, .tls(.init(authorities: authority, identity: identity))))
        }
        #expect(error.code == .invalidConfiguration)
        #expect(!error.message.contains("wr0ng-pass"))
    }

    @Test func aClientWithoutACertificateIsRefused() async throws {
        let refusal = try await client.refusal(client.kafka.mutualTLS, .tls(.init(authorities: authority)))
        #expect(refusal.send.code == .authentication)
    }
}
