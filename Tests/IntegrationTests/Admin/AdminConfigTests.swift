// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@Suite(.needsRealKafka, .timeLimit(.minutes(1))) struct AdminConfigTests {
    let admin: KafkaAdmin

    init() throws {
        admin = try KafkaAdmin(configuration: ["bootstrap.servers": TestBroker.bootstrap ?? ""])
    }

    private var changesOneByOne: Bool {
        LibrdkafkaVersion.compiled.minor >= 2
    }

    @Test func configsOfATopicAreChangedOneByOne() async throws {
        let name = uniqueTopic("admin")
        let topic = ConfigResource.topic(name)
        try await admin.createAndSee(
            NewTopic(name, partitions: 1, configuration: ["retention.ms": "3600000", "cleanup.policy": "compact"]))
        let before = try await admin.configs(of: topic)
        #expect(before["retention.ms"]?.value == "3600000")
        #expect(before["retention.ms"]?.source == .topic)
        #expect(before["retention.ms"]?.isDefault == false)
        #expect(before["retention.ms"]?.synonyms.first?.value == "3600000")
        #expect(before["max.message.bytes"]?.source == .kafkaDefault)

        try await admin.alterConfigs([
            topic: [
                .set("max.message.bytes", to: "2000000"), .delete("retention.ms"),
                ConfigChange("cleanup.policy", .append("delete")),
            ]
        ]).get()
        let after = try await admin.configs(of: topic) { $0["retention.ms"]?.source != .topic }
        #expect(after["max.message.bytes"]?.value == "2000000")
        #expect(after["cleanup.policy"]?.value == "compact,delete")

        try await admin.alterConfigs([topic: [ConfigChange("cleanup.policy", .subtract("compact"))]]).get()
        let last = try await admin.configs(of: topic) { $0["cleanup.policy"]?.value == "delete" }
        #expect(last["max.message.bytes"]?.value == "2000000")
        await admin.shutdown()
    }

    @Test func aResourceThatFailsDoesNotHideTheOthers() async throws {
        let name = uniqueTopic("admin")
        let (topic, absent) = (ConfigResource.topic(name), ConfigResource.topic("absent-topic"))
        try await admin.createAndSee(NewTopic(name, partitions: 1))
        let described = try await admin.describeConfigs([absent, topic, .topic("no name"), .broker(-1)])
        #expect(described.values.keys.map(\.description) == [topic.description])
        #expect(described.failures[absent]?.code == .unknownTopicOrPartition)
        #expect(described.failures[.topic("no name")]?.code == .invalidArgument)
        #expect(described.failures[.broker(-1)]?.code == .invalidArgument)

        let altered = try await admin.alterConfigs([
            topic: [.set("retention.ms", to: "7200000")], absent: [.set("retention.ms", to: "1")],
            .topic("twice"): [.set("a", to: "1"), .delete("a")], .topic("nothing"): [],
        ])
        #expect(altered.values.keys.map(\.description) == [topic.description])
        #expect(altered.failures[absent]?.code == .unknownTopicOrPartition)
        #expect(altered.failures[.topic("twice")]?.code == .invalidArgument)
        #expect(altered.failures[.topic("nothing")]?.code == .invalidArgument)
        _ = try await admin.configs(of: topic) { $0["retention.ms"]?.value == "7200000" }
        await admin.shutdown()
    }

    @Test func validatingChangesNothing() async throws {
        let name = uniqueTopic("admin")
        let topic = ConfigResource.topic(name)
        try await admin.createAndSee(NewTopic(name, partitions: 1))
        try await admin.alterConfigs([topic: [.set("retention.ms", to: "7200000")]], validateOnly: true).get()
        #expect(try await admin.configs(of: topic)["retention.ms"]?.source != .topic)
        let refused = try await admin.alterConfigs([topic: [.set("retention.ms", to: "no")]], validateOnly: true)
        #expect(refused.failures[topic]?.responseCode?.name == "INVALID_CONFIG")
        await admin.shutdown()
    }

    @Test func brokersAnswerEachForThemselves() async throws {
        let name = uniqueTopic("admin")
        try await admin.createAndSee(NewTopic(name, partitions: 1))
        let broker = ConfigResource.broker(try #require(try await admin.describeCluster().brokers.first?.id))
        let results = try await admin.describeConfigs([.topic(name), broker])
        #expect(results.map(\.key) == [.topic(name), broker])
        let entries = try #require(results[broker]).get()
        #expect(entries["node.id"]?.isReadOnly == true)
        #expect(entries["listeners"]?.source == .staticBroker)
        #expect(entries["ssl.keystore.password"].map { $0.isSensitive && $0.value == nil } == true)
        #expect(try #require(results[.topic(name)]).get()["retention.ms"] != nil)

        let altered = try await admin.alterConfigs([broker: [.set("log.cleaner.backoff.ms", to: "15001")]])
        if changesOneByOne {
            try altered.get()
            let config = try await admin.configs(of: broker) { $0["log.cleaner.backoff.ms"]?.value == "15001" }[
                "log.cleaner.backoff.ms"]
            #expect(config?.source == .broker)
            try await admin.alterConfigs([broker: [.delete("log.cleaner.backoff.ms")]]).get()
        } else {
            #expect(altered.failures[broker]?.code == .unsupported)
            #expect(altered.failures[broker]?.message.contains("2.2.0") == true)
        }
        await admin.shutdown()
    }

    @Test func configsOfGroupsNeedANewerLibrdkafka() async throws {
        let group = ConfigResource.group(uniqueGroup("admin"))
        let changed = try await admin.alterConfigs([group: [.set("consumer.session.timeout.ms", to: "46000")]])
        if LibrdkafkaVersion.compiled.minor >= 10 {
            try changed.get()
            let config = try await admin.configs(of: group) { $0["consumer.session.timeout.ms"]?.value == "46000" }[
                "consumer.session.timeout.ms"]
            #expect(config?.source == .group)
        } else {
            #expect(changed.failures[group]?.code == .unsupported)
        }
        await admin.shutdown()
    }
}
