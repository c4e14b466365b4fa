// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications

@Suite struct ProducerPropertiesTests {
    private static func make(
        _ entries: [String: String], url: String = "kafka://h/"
    ) throws(NotificationError) -> NotificationConfiguration {
        try NotificationConfiguration(entries, transportURL: url)
    }

    @Test func `the defaults are these and no others`() throws {
        #expect(
            try Self.make([:]).producerProperties == [
                "bootstrap.servers": "h:9092", "security.protocol": "PLAINTEXT", "compression.codec": "none",
                "linger.ms": "0", "sticky.partitioning.linger.ms": "10", "enable.idempotence": "true",
                "max.in.flight": "2", "acks": "all", "socket.nagle.disable": "true",
                "queue.buffering.max.kbytes": "16384", "batch.num.messages": "16384",
            ]
        )
    }

    @Test(arguments: [
        ["oslo_messaging_kafka.producer_batch_timeout": "0.0005"], ["rdkafka.linger.ms": "0.5"],
        ["rdkafka.queue.buffering.max.ms": "0.5"],
    ])
    func `with a linger, librdkafka chooses how long to stick`(_ entries: [String: String]) throws {
        let properties = try Self.make(entries).producerProperties
        #expect(properties["linger.ms"] == "0.5")
        #expect(properties["sticky.partitioning.linger.ms"] == nil)
        #expect(properties["queue.buffering.max.ms"] == nil)
    }

    @Test func `rdkafka wins over options and defaults`() throws {
        let properties = try Self.make([
            "oslo_messaging_kafka.producer_batch_timeout": "5", "rdkafka.linger.ms": "0",
            "oslo_messaging_kafka.compression_codec": "zstd", "rdkafka.compression.type": "lz4",
            "rdkafka.sticky.partitioning.linger.ms": "3", "rdkafka.client.id": "me",
            "rdkafka.metadata.broker.list": "elsewhere:1",
        ]).producerProperties
        #expect(properties["linger.ms"] == "0")
        #expect(properties["compression.codec"] == "lz4")
        #expect(properties["compression.type"] == nil)
        #expect(properties["sticky.partitioning.linger.ms"] == "3")
        #expect(properties["client.id"] == "me")
        #expect(properties["bootstrap.servers"] == "elsewhere:1")
        #expect(properties["metadata.broker.list"] == nil)
    }

    @Test func `two spellings of one property have one value`() throws {
        let error = try #require(throws: NotificationError.self) {
            try Self.make(["rdkafka.linger.ms": "1", "rdkafka.queue.buffering.max.ms": "2"])
        }
        #expect(error.message.contains("rdkafka.linger.ms"))
        #expect(error.message.contains("rdkafka.queue.buffering.max.ms"))
    }

    @Test func `the batch size is Python's unless it is set`() throws {
        #expect(try Self.make([:]).producerProperties["batch.num.messages"] == "16384")
        let set = try Self.make(["oslo_messaging_kafka.producer_batch_size": "500"])
        #expect(set.producerProperties["batch.num.messages"] == "500")
        let own = try Self.make(["rdkafka.batch.num.messages": "7"])
        #expect(own.producerProperties["batch.num.messages"] == "7")
    }

    static let conflicts = [
        ("rdkafka.acks", "1"), ("rdkafka.request.required.acks", "0"), ("rdkafka.max.in.flight", "6"),
        ("rdkafka.retries", "0"), ("oslo_messaging_notifications.retry", "0"), ("rdkafka.queuing.strategy", "lifo"),
        ("rdkafka.queue.buffering.backpressure.threshold", "10"),
    ]

    @Test(arguments: conflicts)
    func `what idempotence can't bear turns it off`(_ key: String, _ value: String) throws {
        let configuration = try Self.make([key: value])
        #expect(configuration.producerProperties["enable.idempotence"] == "false")
        #expect(configuration.warnings.count == 1)
        let explicitlyOff = try Self.make([key: value, "rdkafka.enable.idempotence": "false"])
        #expect(explicitlyOff.producerProperties["enable.idempotence"] == "false")
        #expect(explicitlyOff.warnings.isEmpty)
    }

    @Test(arguments: conflicts)
    func `what idempotence can't bear contradicts it when it was asked for`(_ key: String, _ value: String) throws {
        let error = try #require(throws: NotificationError.self) {
            try Self.make([key: value, "rdkafka.enable.idempotence": "true"])
        }
        #expect(error.code == .invalidConfiguration)
        #expect(error.message.contains("rdkafka.enable.idempotence"))
        #expect(error.message.contains("\"\(value)\""))
    }

    @Test(arguments: [("rdkafka.acks", "-1"), ("rdkafka.acks", "ALL"), ("rdkafka.max.in.flight", "5")])
    func `what idempotence can bear leaves it on`(_ key: String, _ value: String) throws {
        #expect(try Self.make([key: value]).producerProperties["enable.idempotence"] == "true")
    }

    @Test func `D6: retry is passed on`() throws {
        #expect(try Self.make([:]).producerProperties["retries"] == nil)
        let key = "oslo_messaging_notifications.retry"
        #expect(try Self.make([key: "3"]).producerProperties["retries"] == "3")
        #expect(try Self.make([key: "3", "rdkafka.retries": "9"]).producerProperties["retries"] == "9")
    }

    @Test func `D32: the queue grows with the largest message`() throws {
        let properties = try Self.make(["rdkafka.message.max.bytes": "20000000"]).producerProperties
        #expect(properties["message.max.bytes"] == "20000000")
        #expect(properties["queue.buffering.max.kbytes"].flatMap(Int.init).map { $0 * 1024 >= 40_000_000 } == true)
        let small = try Self.make(["rdkafka.message.max.bytes": "2000000"]).producerProperties
        #expect(small["queue.buffering.max.kbytes"] == "16384")
        let own = try Self.make([
            "rdkafka.message.max.bytes": "20000000", "rdkafka.queue.buffering.max.kbytes": "30000",
        ])
        #expect(own.producerProperties["queue.buffering.max.kbytes"] == "30000")
    }

    @Test func `a login needs a SASL protocol`() throws {
        let none = try Self.make([:], url: "kafka://h/")
        #expect(none.producerProperties.keys.filter { $0.hasPrefix("sasl.") }.isEmpty)
        // Passed on, as Python does, and said not to be used.
        let without = try Self.make([:], url: "kafka://u:p@h/")
        #expect(without.producerProperties["sasl.username"] == "u")
        #expect(without.producerProperties["sasl.password"] == "p")
        #expect(without.warnings.count == 1)
        let with = try Self.make([:], url: "kafka://u:p%2Cq@h/?security_protocol=SASL_SSL&sasl_mechanism=SCRAM-SHA-512")
        #expect(with.producerProperties["security.protocol"] == "SASL_SSL")
        #expect(with.producerProperties["sasl.mechanism"] == "SCRAM-SHA-512")
        #expect(with.producerProperties["sasl.username"] == "u")
        #expect(with.producerProperties["sasl.password"] == "p,q")
        #expect(try with.consumerProperties()["sasl.password"] == "p,q")
        #expect(with.warnings.isEmpty)
    }

    @Test func `D17: a login without a user is refused at once, unless the mechanism needs none`() throws {
        let query = "security_protocol=SASL_PLAINTEXT"
        for url in ["kafka://h/?\(query)", "kafka://u@h/?\(query)", "kafka://u:@h/?\(query)"] {
            let error = try #require(throws: NotificationError.self) { try Self.make([:], url: url) }
            #expect(error.message.contains("no sasl.password"))
        }
        let mechanisms = "kafka://h/?\(query)&sasl_mechanism"
        #expect(throws: Never.self) { try Self.make([:], url: "\(mechanisms)=GSSAPI") }
        #expect(throws: Never.self) { try Self.make([:], url: "\(mechanisms)=OAUTHBEARER") }
        let overridden = ["rdkafka.sasl.username": "u", "rdkafka.sasl.password": "p"]
        #expect(throws: Never.self) { try Self.make(overridden, url: "kafka://h/?\(query)") }
    }

    @Test func `TLS files are passed on when they are set`() throws {
        let properties = try Self.make([
            "oslo_messaging_kafka.security_protocol": "SSL", "oslo_messaging_kafka.ssl_cafile": "/ca.pem",
            "oslo_messaging_kafka.ssl_client_cert_file": "/c.pem", "oslo_messaging_kafka.ssl_client_key_file": "",
            "oslo_messaging_kafka.ssl_client_key_password": "p",
        ]).producerProperties
        #expect(properties["ssl.ca.location"] == "/ca.pem")
        #expect(properties["ssl.certificate.location"] == "/c.pem")
        #expect(properties["ssl.key.location"] == nil)
        #expect(properties["ssl.key.password"] == "p")
    }

    @Test(arguments: [("delivery.report.only.error", "true"), ("transactional.id", "t")])
    func `what a notifier can't bear is refused`(_ name: String, _ value: String) throws {
        let error = try #require(throws: NotificationError.self) { try Self.make(["rdkafka.\(name)": value]) }
        #expect(error.option == "rdkafka.\(name)")
        #expect(error.code == .invalidConfiguration)
        #expect(throws: Never.self) { try Self.make(["rdkafka.delivery.report.only.error": "false"]) }
    }
}
