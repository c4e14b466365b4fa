// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite struct LibrdkafkaTests {
    @Test func itsPropertiesAreKnown() throws {
        let properties = Dictionary(Librdkafka.properties.map { ($0.name, $0) }) { first, _ in first }
        #expect(properties["linger.ms"]?.scope == .producer)
        #expect(properties["linger.ms"]?.aliasOf == "queue.buffering.max.ms")
        #expect(properties["group.id"]?.scope == .consumer)
        #expect(properties["bootstrap.servers"]?.scope == .all)
        #expect(properties["socket.blocking.max.ms"]?.isDeprecated == true)
        // The client's own, not the one for topics, which is deprecated.
        #expect(properties["enable.auto.commit"]?.isDeprecated == false)
        #expect(properties.count == Librdkafka.properties.count)
        #expect(properties.count > 150)
    }

    @Test func itsFeaturesAreKnown() {
        #expect(Librdkafka.features.isSuperset(of: ["ssl", "sasl_plain", "sasl_scram", "sasl_oauthbearer", "zstd"]))
        #expect(Librdkafka.version == .running)
    }

    @Test func whatHasNoEffectIsWarnedOf() async throws {
        let configuration: KafkaConfiguration = [
            "bootstrap.servers": "127.0.0.1:1", "group.id": "g", "batch.size": "1", "socket.blocking.max.ms": "100",
        ]
        #expect(
            configuration.warnings(for: .consumer) == [
                #"property "batch.size" is for producers and has no effect on a consumer"#,
                #"property "socket.blocking.max.ms" is deprecated"#,
            ])
        #expect(
            configuration.warnings(for: .producer) == [
                #"property "group.id" is for consumers and has no effect on a producer"#,
                #"property "socket.blocking.max.ms" is deprecated"#,
            ])
    }

    @Test(.timeLimit(.minutes(1))) func whatHasNoEffectIsLogged() async throws {
        let lines = AsyncStream.makeStream(of: KafkaLogEvent.self)
        let consumer = try KafkaConsumer(
            configuration: [
                "bootstrap.servers": "127.0.0.1:1", "group.id": "g", "batch.size": "1", "socket.blocking.max.ms": "100",
            ], logHandler: { lines.continuation.yield($0) })
        var missing: Set = ["batch.size", "socket.blocking.max.ms"]
        for await line in lines.stream where line.facility == "CONFWARN" {
            #expect(line.level == .warning)
            missing = missing.filter { !line.message.contains($0) }
            if missing.isEmpty { break }
        }
        await consumer.shutdown(timeout: .zero)
    }

    @Test func anUnknownNameBringsTheNearest() throws {
        for (wrong, right) in [
            ("bootstrap.server", "bootstrap.servers"), ("sasl.pasword", "sasl.password"), ("group-id", "group.id"),
        ] {
            let error = try #require(throws: KafkaError.self) { try KafkaProducer(configuration: [wrong: "x"]) }
            #expect(error.property == wrong)
            #expect(error.message.contains("did you mean \"\(right)\"?"))
        }
    }

    @Test func base64HasNoPadding() {
        let encodings = [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("?>~", "Pz5-")]
        for (text, encoded) in encodings {
            #expect(KafkaOAuthToken.base64URL(text) == encoded)
        }
    }
}
