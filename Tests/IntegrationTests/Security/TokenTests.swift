// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@Suite(.needsSecuredKafka, .timeLimit(.minutes(1))) struct TokenTests {
    let client: SecuredClient

    init() throws {
        client = try SecuredClient()
    }

    @Test func aTokenGetsIn() async throws {
        let security = KafkaSecurity.sasl(
            .oauthBearer { .unsecured(principal: "alice", expiresIn: .seconds(60)) }, tls: nil)
        let topic = uniqueTopic("token")
        try await client.send(client.kafka.oauth, security, topic: topic)
        #expect(try await client.receive(client.kafka.oauth, security, topic: topic) == "secret")
    }

    @Test func aTokenLetsAnAdminClientIn() async throws {
        let security = KafkaSecurity.sasl(
            .oauthBearer { .unsecured(principal: "alice", expiresIn: .seconds(60)) }, tls: nil)
        let admin = try KafkaAdmin(configuration: client.configuration(client.kafka.oauth, security))
        #expect(try await admin.listConsumerGroups(timeout: .seconds(20)).errors.isEmpty)
        await admin.shutdown()
    }

    @Test func aTokenIsFetchedAgainBeforeItsEnd() async throws {
        let fetched = Collected<Int>()
        let security = KafkaSecurity.sasl(
            .oauthBearer {
                fetched.append(1)
                return .unsecured(principal: "alice", expiresIn: .seconds(4))
            }, tls: nil)
        let producer = try KafkaProducer(configuration: client.configuration(client.kafka.oauth, security))
        try await fetched.waitForCount(2)
        await producer.shutdown()
        try await client.send(client.kafka.oauth, security)
    }

    @Test func aTokenThatTheBrokerRefusesIsAnErrorOfItsOwn() async throws {
        let refusal = try await client.refusal(
            client.kafka.oauth,
            .sasl(
                .oauthBearer { KafkaOAuthToken("n0t-a-token", principal: "alice", expiresIn: .seconds(60)) }, tls: nil))
        #expect(refusal.send.code == .authentication)
        #expect(!refusal.send.message.contains("n0t-a-token"))
        #expect(!client.log.elements.contains { $0.message.contains("n0t-a-token") })
    }

    @Test func aFailureToGetATokenIsLoggedAndExplainsTheSend() async throws {
        struct NoToken: Error, CustomStringConvertible {
            let description = "the authorization server is closed"
        }
        let refusal = try await client.refusal(client.kafka.oauth, .sasl(.oauthBearer { throw NoToken() }, tls: nil))
        #expect(refusal.last.code == .authentication)
        #expect(refusal.send.code == .authentication)
        #expect(refusal.send.message.contains("the authorization server is closed"))
        #expect(client.log.elements.contains { $0.message.contains("the authorization server is closed") })
    }

    @Test func aClientEndsWhileATokenIsAwaited() async throws {
        let asked = Collected<Int>()
        let cancelled = Collected<Int>()
        let security = KafkaSecurity.sasl(
            .oauthBearer {
                asked.append(1)
                do {
                    try await Task.sleep(for: .seconds(3600))
                } catch {
                    cancelled.append(1)
                    throw error
                }
                return .unsecured(principal: "alice", expiresIn: .seconds(60))
            }, tls: nil)
        var configuration = client.configuration(client.kafka.oauth, security)
        configuration.groupID = uniqueGroup("waiting")
        let producer = try KafkaProducer(configuration: configuration)
        let consumer = try KafkaConsumer(configuration: configuration)
        try await consumer.subscribe(to: ["waiting"])
        let sent = Task { try await producer.send(ProducerRecord(topic: "waiting", value: [1])) }
        try await asked.waitForCount(2)
        await consumer.shutdown(timeout: .zero)
        await producer.shutdown(timeout: .zero)
        try await cancelled.waitForCount(2)
        let result = await sent.result
        #expect(throws: KafkaError.self) { try result.get() }
        #expect(producer.lastConnectionError == nil)
        #expect(consumer.lastConnectionError == nil)
    }

    @Test func aTokenThatComesAfterTheEndIsNobodys() async throws {
        let asked = Collected<Int>()
        let ended = Collected<Int>()
        let given = Collected<Int>()
        let producer = try KafkaProducer(
            configuration: client.configuration(
                client.kafka.oauth,
                .sasl(
                    .oauthBearer {
                        asked.append(1)
                        // Heeds no cancellation.
                        _ = await Task.detached { try? await ended.waitForCount(1) }.value
                        given.append(1)
                        return .unsecured(principal: "alice", expiresIn: .seconds(60))
                    }, tls: nil)))
        try await asked.waitForCount(1)
        await producer.shutdown(timeout: .zero)
        ended.append(1)
        try await given.waitForCount(1)
    }
}
