// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications

@Suite struct ConsumerPropertiesTests {
    private static func make(_ entries: [String: String]) throws(NotificationError) -> NotificationConfiguration {
        try NotificationConfiguration(entries, transportURL: "kafka://h/")
    }

    @Test func `D14: the defaults are these and no others, a new group from the earliest record`() throws {
        #expect(
            try Self.make([:]).consumerProperties() == [
                "bootstrap.servers": "h:9092", "security.protocol": "PLAINTEXT", "socket.nagle.disable": "true",
                "group.id": "oslo_messaging_consumer", "auto.offset.reset": "earliest", "enable.auto.commit": "true",
                "enable.auto.offset.store": "false", "partition.assignment.strategy": "range,roundrobin",
                "topic.metadata.refresh.interval.ms": "2000", "allow.auto.create.topics": "true",
                "max.partition.fetch.bytes": "1048576", "enable.partition.eof": "false",
            ]
        )
    }

    @Test func `the pool is the group, before consumer_group`() throws {
        let configuration = try Self.make(["oslo_messaging_kafka.consumer_group": "g"])
        #expect(try configuration.consumerProperties()["group.id"] == "g")
        #expect(try configuration.consumerProperties(pool: "billing")["group.id"] == "billing")
    }

    @Test func `D14: the start of a new group is an option`() throws {
        let configuration = try Self.make(["rdkafka.auto.offset.reset": "latest"])
        #expect(try configuration.consumerProperties()["auto.offset.reset"] == "latest")
        #expect(configuration.producerProperties["auto.offset.reset"] == nil)
    }

    @Test func `each property goes to those that know it`() throws {
        let configuration = try Self.make([
            "rdkafka.session.timeout.ms": "6000", "rdkafka.message.timeout.ms": "1000", "rdkafka.client.id": "me",
            "rdkafka.fetch.message.max.bytes": "5", "rdkafka.message.max.bytes": "2000000", "rdkafka.new.one": "x",
        ])
        let producer = configuration.producerProperties
        let consumer = try configuration.consumerProperties()
        #expect(producer["session.timeout.ms"] == nil)
        #expect(consumer["session.timeout.ms"] == "6000")
        #expect(producer["message.timeout.ms"] == "1000")
        #expect(consumer["message.timeout.ms"] == nil)
        #expect(consumer["max.partition.fetch.bytes"] == "5")
        for name in ["client.id", "message.max.bytes", "new.one"] {
            #expect(producer[name] != nil && producer[name] == consumer[name])
        }
    }

    @Test(arguments: ["false", "0", "no", ""])
    func `what is stored is committed`(_ value: String) throws {
        let error = try #require(throws: NotificationError.self) {
            try Self.make(["rdkafka.enable.auto.commit": value])
        }
        #expect(error.code == .invalidConfiguration)
        #expect(error.option == "rdkafka.enable.auto.commit")
        #expect(error.message.contains("nothing would ever be committed"))
        #expect(throws: Never.self) { try Self.make(["rdkafka.enable.auto.commit": "true"]) }
    }

    @Test(arguments: ["true", "1", ""])
    func `offsets are stored by the listener alone`(_ value: String) throws {
        let error = try #require(throws: NotificationError.self) {
            try Self.make(["rdkafka.enable.auto.offset.store": value])
        }
        #expect(error.option == "rdkafka.enable.auto.offset.store")
        #expect(error.message.contains("lost"))
        #expect(throws: Never.self) { try Self.make(["rdkafka.enable.auto.offset.store": "false"]) }
    }

    @Test func `the group is no property of rdkafka`() throws {
        let error = try #require(throws: NotificationError.self) { try Self.make(["rdkafka.group.id": "g"]) }
        #expect(error.message.contains("oslo_messaging_kafka.consumer_group"))
    }

    @Test func `with the broker's own group protocol there is no assignor`() throws {
        let properties = try Self.make(["rdkafka.group.protocol": "consumer"]).consumerProperties()
        #expect(properties["partition.assignment.strategy"] == nil)
        #expect(properties["group.protocol"] == "consumer")
    }

    @Test(arguments: ["true", "false"])
    func `D1: enable_auto_commit does not move the commit before the handler`(_ word: String) throws {
        let properties = try Self.make(["oslo_messaging_kafka.enable_auto_commit": word]).consumerProperties()
        #expect(properties["enable.auto.commit"] == "true")
        #expect(properties["enable.auto.offset.store"] == "false")
    }
}
