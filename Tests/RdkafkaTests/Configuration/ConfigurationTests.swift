// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Rdkafka
import Testing

@Suite struct ConfigurationTests {
    @Test func anUnknownPropertyIsNamed() throws {
        let error = try #require(throws: KafkaError.self) {
            try KafkaProducer(configuration: ["bootstrap.server": "localhost:1"])
        }
        #expect(error.code == .invalidConfiguration)
        #expect(error.property == "bootstrap.server")
        #expect(error.message.contains("bootstrap.server"))
    }

    @Test(arguments: [("linger.ms", "soon"), ("acks", "7000"), ("compression.codec", "brotli")])
    func aBadValueIsNamed(name: String, value: String) throws {
        let error = try #require(throws: KafkaError.self) { try KafkaProducer(configuration: [name: value]) }
        #expect(error.property == name)
        #expect(error.message.contains(value))
    }

    @Test func aSecretIsNeverPrinted() throws {
        let configuration: KafkaConfiguration = ["sasl.password": "hunter2", "client.id": "a"]
        #expect("\(configuration)" == "client.id=a sasl.password=***")
    }

    @Test("H1: a client that can't be made frees what it can, and says why")
    func h1() throws {
        for _ in 0..<20 {
            let error = try #require(throws: KafkaError.self) {
                try KafkaProducer(
                    configuration: ["security.protocol": "ssl", "ssl.ca.location": "/nonexistent/authority.pem"])
            }
            #expect(error.code == .invalidConfiguration)
            #expect(error.message.contains("ssl.ca.location"))
        }
    }

    @Test("H6: reports of failures only would leave sends unanswered, and are refused", arguments: ["true", "1"])
    func h6(value: String) throws {
        let error = try #require(throws: KafkaError.self) {
            try KafkaProducer(configuration: ["delivery.report.only.error": value])
        }
        #expect(error.property == "delivery.report.only.error")
    }

    @Test("H11, H23: what would run a user's code on librdkafka's threads, or never log in, is refused")
    func refused() throws {
        let configurations: [KafkaConfiguration] = [
            ["log.queue": "false"], ["log.queue": "0"],
            ["security.protocol": "sasl_ssl", "sasl.mechanism": "OAUTHBEARER"],
        ]
        for (configuration, name) in zip(configurations, ["log.queue", "log.queue", "sasl.mechanism"]) {
            let error = try #require(throws: KafkaError.self) { try KafkaProducer(configuration: configuration) }
            #expect(error.property == name)
            #expect(error.message.contains(try #require(configuration[name])))
        }
    }

    @Test func booleansAreReadAsLibrdkafkaReadsThem() async throws {
        let consumer = try KafkaConsumer(configuration: [
            "bootstrap.servers": "127.0.0.1:1", "log.queue": "1", "enable.auto.offset.store": "F",
        ])
        await consumer.shutdown()
        let producer = try KafkaProducer(configuration: [
            "bootstrap.servers": "127.0.0.1:1", "log.queue": "T", "delivery.report.only.error": "0",
        ])
        await producer.shutdown()
        let error = try #require(throws: KafkaError.self) {
            try KafkaConsumer(configuration: ["enable.auto.offset.store": "1"])
        }
        #expect(error.property == "enable.auto.offset.store")
    }

    @Test func whatCWouldCutOffIsRefused() throws {
        for name in ["client.id", "sasl.password"] {
            let error = try #require(throws: KafkaError.self) { try KafkaProducer(configuration: [name: "a\0s3cret"]) }
            #expect(error.code == .invalidConfiguration && error.property == name)
            #expect(error.message.contains("NUL") && !error.message.contains("s3cret"))
        }
        #expect(throws: KafkaError.self) { try KafkaProducer(configuration: ["client.id\0": "a"]) }
    }

    @Test func aSubscriptionNeedsAGroup() async throws {
        let consumer = try KafkaConsumer(configuration: ["bootstrap.servers": "127.0.0.1:1"])
        let error = try await #require(throws: KafkaError.self) { try await consumer.subscribe(to: ["t"]) }
        #expect(error.property == "group.id")
        await consumer.shutdown()
    }

    @Test func theLoadedLibraryIsTheOneThatWasMeant() {
        let meant = ProcessInfo.processInfo.environment["LIBRDKAFKA_VERSION"]
        #expect(LibrdkafkaVersion.running.description == meant ?? LibrdkafkaVersion.compiled.description)
        #expect(LibrdkafkaVersion.running.description.split(separator: ".").count == 3)
    }
}
