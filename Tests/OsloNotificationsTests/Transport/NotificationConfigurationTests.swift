// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications

@Suite struct NotificationConfigurationTests {
    private static func make(
        _ entries: [String: String], url: String? = "kafka://h/"
    ) throws(NotificationError) -> NotificationConfiguration {
        try NotificationConfiguration(entries, transportURL: url)
    }

    @Test func `defaults are Python's, but for the driver`() throws {
        let configuration = try Self.make([:])
        #expect(configuration.drivers == ["messagingv2"])
        #expect(configuration.topics == ["notifications"])
        #expect(configuration.retry == -1)
        #expect(configuration.controlExchange == "openstack")
        #expect(configuration.executorThreadPoolSize == 64)
        #expect(configuration.kafka.consumerGroup == "oslo_messaging_consumer")
        #expect(configuration.kafka.maxPollRecords == 500)
        #expect(configuration.kafka.consumerTimeout == .seconds(1))
        #expect(configuration.kafka.producerBatchSize == 16_384)
        #expect(!configuration.kafka.enableAutoCommit)
        #expect(configuration.warnings.isEmpty)
    }

    @Test func `every option's written default is allowed and gives the default`() throws {
        var entries: [String: String] = [:]
        for option in ConfigurationOption.all where !option.defaultValue.isEmpty {
            entries[option.key] = option.defaultValue
        }
        let written = try Self.make(entries)
        let unset = try Self.make([:])
        #expect(written.topics == unset.topics)
        #expect(written.drivers == unset.drivers)
        #expect(written.retry == unset.retry)
        #expect(written.executorThreadPoolSize == unset.executorThreadPoolSize)
        #expect(written.kafka.producerBatchTimeout == unset.kafka.producerBatchTimeout)
        #expect(written.kafka.securityProtocol == unset.kafka.securityProtocol)
        #expect(ConfigurationOption.all.count == 22)
        #expect(Set(ConfigurationOption.all.map(\.key)).count == 22)
    }

    @Test func `the URL is the argument's, then that for notifications, then the common one`() throws {
        let both = [
            "DEFAULT.transport_url": "rabbit://never/", "oslo_messaging_notifications.transport_url": "kafka://n/",
        ]
        #expect(try Self.make(both).transportURL.bootstrapServers == "h:9092")
        #expect(try Self.make(both, url: nil).transportURL.bootstrapServers == "n:9092")
        #expect(try Self.make(both, url: "").transportURL.bootstrapServers == "n:9092")
        let common = ["transport_url": "kafka://c/", "oslo_messaging_notifications.transport_url": ""]
        #expect(try Self.make(common, url: nil).transportURL.bootstrapServers == "c:9092")
        let error = try #require(throws: NotificationError.self) { try Self.make([:], url: nil) }
        #expect(error.code == .invalidTransportURL)
        #expect(error.option == "oslo_messaging_notifications.transport_url")
    }

    @Test(arguments: [
        ("kafka_max_fetch_bytes", "0"), ("kafka_max_fetch_bytes", "1000000001"), ("kafka_max_fetch_bytes", "1.5"),
        ("kafka_consumer_timeout", "-1"), ("kafka_consumer_timeout", "nan"), ("consumer_group", ""),
        ("producer_batch_timeout", "900.1"), ("producer_batch_timeout", "inf"), ("producer_batch_size", "0"),
        ("compression_codec", "GZIP"), ("enable_auto_commit", "maybe"), ("max_poll_records", "1000001"),
        ("max_poll_records", ""), ("security_protocol", "ssl"), ("sasl_mechanism", ""),
    ])
    func `D28: a value that is not allowed names key, value and what is allowed`(_ name: String, _ value: String) throws
    {
        let key = "oslo_messaging_kafka.\(name)"
        let error = try #require(throws: NotificationError.self) { try Self.make([key: value]) }
        #expect(error.code == .invalidConfiguration)
        #expect(error.option == key)
        #expect(error.message.contains("\(key) is \"\(value)\""))
        #expect(error.message.contains("allowed: "))
    }

    @Test(arguments: [
        ("oslo_messaging_notifications.driver", "messagingv3"), ("oslo_messaging_notifications.driver", ""),
        ("oslo_messaging_notifications.retry", "-2"), ("executor_thread_pool_size", "0"),
        ("DEFAULT.executor_thread_pool_size", "many"), ("oslo_messaging_notifications.driver", "routing"),
    ])
    func `other values that are not allowed`(_ key: String, _ value: String) throws {
        let error = try #require(throws: NotificationError.self) { try Self.make([key: value]) }
        #expect(error.code == .invalidConfiguration)
        #expect(error.message.contains(value))
    }

    @Test func `D28: an empty group or pool is refused`() throws {
        #expect(throws: NotificationError.self) { try Self.make([:]).consumerProperties(pool: "") }
        #expect(throws: NotificationError.self) { try Self.make(["oslo_messaging_kafka.consumer_group": ""]) }
        // In the query a blank value is dropped, as in Python.
        let configuration = try Self.make([:], url: "kafka://h/?consumer_group=")
        #expect(try configuration.consumerProperties()["group.id"] == "oslo_messaging_consumer")
    }

    @Test(arguments: ["true", "1", "ON", "Yes", " true "])
    func `words for true`(_ word: String) throws {
        #expect(try Self.make(["oslo_messaging_kafka.enable_auto_commit": word]).kafka.enableAutoCommit)
    }

    @Test func `lists are separated by commas, and a topic counts once`() throws {
        let configuration = try Self.make([
            "oslo_messaging_notifications.topics": "a, b,a", "oslo_messaging_notifications.driver": "messagingv2,noop",
        ])
        #expect(configuration.topics == ["a", "b"])
        #expect(configuration.drivers == ["messagingv2", "noop"])
        #expect(configuration.warnings.count == 1)
    }

    @Test func `everything that is wrong is told at once`() throws {
        let error = try #require(throws: NotificationError.self) {
            try Self.make(
                [
                    "oslo_messaging_kafka.consumer_group": "", "nonsense": "1", "rpc_response_timeout": "1",
                    "oslo_messaging_notifications.topics": "a b", "rdkafka.group.id": "g",
                ],
                url: "kafka://h:x/"
            )
        }
        #expect(error.causes.count == 6)
        #expect(error.message.hasPrefix("6 problems: 1) "))
        let codes = Set(error.causes.map(\.code))
        #expect(codes == [.invalidConfiguration, .invalidTransportURL, .invalidTopic, .notificationsOnly])
    }

    @Test func `an error says where it comes from`() throws {
        let error = try #require(throws: NotificationError.self) { try Self.make(["nonsense": "1"]) }
        #expect(error.file == "OsloNotifications/ConfigurationKey.swift")
        #expect(error.line > 0)
        #expect("\(error)".hasPrefix("invalidConfiguration: "))
    }
}
