// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications

@Suite struct ConfigurationKeyTests {
    private static func make(
        _ entries: [String: String], url: String? = "kafka://h/"
    ) throws(NotificationError) -> NotificationConfiguration {
        try NotificationConfiguration(entries, transportURL: url)
    }

    @Test func `the query overrides the options of the Kafka driver`() throws {
        let configuration = try Self.make(
            ["oslo_messaging_kafka.consumer_group": "a", "oslo_messaging_kafka.max_poll_records": "7"],
            url: "kafka://h/?consumer_group=b"
        )
        #expect(configuration.kafka.consumerGroup == "b")
        #expect(configuration.kafka.maxPollRecords == 7)
        #expect(try configuration.consumerProperties()["group.id"] == "b")
    }

    @Test(arguments: [
        ("consumer_grup", "did you mean consumer_group?"), ("zzzzzzzzzzzz", "allowed: kafka_max_fetch_bytes"),
        ("sasl_password", "user and password belong in the transport URL"), ("topics", "allowed:"),
        ("rdkafka.linger.ms", "allowed:"),
    ])
    func `an unknown option of the query is named`(_ name: String, _ hint: String) throws {
        let error = try #require(throws: NotificationError.self) { try Self.make([:], url: "kafka://h/?\(name)=1") }
        #expect(error.code == .invalidTransportURL)
        #expect(error.message.contains(name))
        #expect(error.message.contains(hint))
    }

    @Test(arguments: [
        ("oslo_messaging_kafka.consumer_grup", "oslo_messaging_kafka.consumer_group"),
        ("oslo_messaging_notification.topics", "oslo_messaging_notifications.topics"),
        ("topics", "oslo_messaging_notifications.topics"),
        ("compression_codec", "oslo_messaging_kafka.compression_codec"),
        ("transport_ur", "transport_url"), ("zzz.yyy.xxx.www", "rdkafka.<any property of librdkafka>"),
        ("rdkafka.", "rdkafka.<any property"), ("", "rdkafka.<any property"),
    ])
    func `an unknown key names the nearest known one`(_ key: String, _ nearest: String) throws {
        let error = try #require(throws: NotificationError.self) { try Self.make([key: "hunter2"]) }
        #expect(error.code == .invalidConfiguration)
        #expect(error.option == key)
        #expect(error.message.contains(nearest))
        #expect(!error.message.contains("hunter2"))
    }

    @Test(arguments: [
        "rpc_response_timeout", "DEFAULT.rpc_ping_enabled", "oslo_messaging_rabbit.rabbit_qos_prefetch_count",
        "oslo_messaging_amqp.trace", "conn_pool_ttl", "oslo_messaging_metrics.metrics_enabled",
    ])
    func `an option of RPC is refused as such`(_ key: String) throws {
        let error = try #require(throws: NotificationError.self) { try Self.make([key: "1"]) }
        #expect(error.code == .notificationsOnly)
        #expect(error.message.contains(key))
        #expect(error.message.contains("notifications only"))
    }

    @Test func `one option under two keys has one value`() throws {
        let same = ["control_exchange": "a", "DEFAULT.control_exchange": "a"]
        #expect(try Self.make(same).controlExchange == "a")
        let error = try #require(throws: NotificationError.self) {
            try Self.make(["control_exchange": "a", "DEFAULT.control_exchange": "b"])
        }
        #expect(error.message.contains("DEFAULT.control_exchange"))
    }
}
