// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@Suite(.needsSecuredKafka, .timeLimit(.minutes(1))) struct PasswordTests {
    let client: SecuredClient

    init() throws {
        client = try SecuredClient()
    }

    @Test func plainGetsIn() async throws {
        let security = KafkaSecurity.sasl(
            .plain(username: SecuredKafka.username, password: SecuredKafka.password), tls: nil)
        let topic = uniqueTopic("plain")
        try await client.send(client.kafka.sasl, security, topic: topic)
        #expect(try await client.receive(client.kafka.sasl, security, topic: topic) == "secret")
    }

    @Test func plainOverTLSGetsIn() async throws {
        try await client.send(
            client.kafka.saslTLS,
            .sasl(
                .plain(username: SecuredKafka.username, password: SecuredKafka.password),
                tls: .init(authorities: .file(client.kafka.file("authority.pem")))))
    }

    @Test func aWrongPasswordIsAnErrorOfItsOwn() async throws {
        let refusal = try await client.refusal(
            client.kafka.sasl, .sasl(.plain(username: SecuredKafka.username, password: "wr0ng-pass"), tls: nil))
        #expect(refusal.last.code == .authentication)
        #expect(refusal.send.code == .authentication)
        #expect(!refusal.send.isRetriable)
        #expect(refusal.send.message.contains("Authentication failed"))
        #expect(!refusal.send.message.contains("wr0ng-pass"))
        #expect(!client.log.elements.contains { $0.message.contains("wr0ng-pass") })
    }

    @Test func aConsumerIsToldOfAWrongPassword() async throws {
        var configuration = client.configuration(
            client.kafka.sasl, .sasl(.plain(username: SecuredKafka.username, password: "wrong"), tls: nil))
        configuration.groupID = uniqueGroup("refused")
        let consumer = try KafkaConsumer(configuration: configuration)
        try await consumer.subscribe(to: [uniqueTopic("refused")])
        for try await batch in consumer.batches {
            guard let error = batch.errors.first?.error else { continue }
            #expect(error.code == .authentication)
            break
        }
        #expect(consumer.lastConnectionError?.code == .authentication)
        await consumer.shutdown(timeout: .zero)
    }

    @Test(arguments: [true, false])
    func scramGetsInWhereLibrdkafkaCan(isLonger: Bool) async throws {
        let (username, password) = (SecuredKafka.username, SecuredKafka.password)
        let security = KafkaSecurity.sasl(
            isLonger
                ? .scramSHA512(username: username, password: password)
                : .scramSHA256(username: username, password: password), tls: nil)
        guard Librdkafka.version < LibrdkafkaVersion(2, 6, 1) else {
            try await client.send(client.kafka.sasl, security)
            let refusal = try await client.refusal(
                client.kafka.sasl, .sasl(.scramSHA256(username: username, password: "wrong"), tls: nil))
            #expect(refusal.send.code == .authentication)
            return
        }
        // Kafka refuses it whatever the password, and whoever reads the error is told so.
        let refusal = try await client.refusal(client.kafka.sasl, security)
        #expect(refusal.send.code == .authentication)
        #expect(refusal.send.message.contains("librdkafka 2.6.1 or newer is needed"))
        #expect(client.log.elements.contains { $0.facility == "SASL" && $0.level == .warning })
    }
}
