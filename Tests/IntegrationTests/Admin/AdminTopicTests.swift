// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@Suite(.needsRealKafka, .timeLimit(.minutes(1))) struct AdminTopicTests {
    let admin: KafkaAdmin

    init() throws {
        admin = try KafkaAdmin(configuration: ["bootstrap.servers": TestBroker.bootstrap ?? ""])
    }

    @Test func topicsAreCreatedDescribedEnlargedAndDeleted() async throws {
        let topic = uniqueTopic("admin")
        try await admin.createAndSee(
            NewTopic(topic, partitions: 3, replicationFactor: 1, configuration: ["retention.ms": "3600000"]))
        let description = try #require(try await admin.describeTopics([topic])[topic]).get()
        #expect(description.name == topic)
        #expect(description.partitions.map(\.partition) == [0, 1, 2])
        let broker = try #require(description.partitions.first?.leader)
        #expect(description.partitions.allSatisfy { $0.replicas == [broker] && $0.inSyncReplicas == [broker] })
        #expect(description.partitions.allSatisfy { $0.error == nil })
        if LibrdkafkaVersion.compiled.minor >= 3 {
            #expect(description.isInternal == false)
            #expect(description.id?.isEmpty == false)
        }

        try await admin.createPartitions([NewPartitions(topic: topic, totalCount: 5)]).get()
        try await admin.see(topic) { (try? $0.get().partitions.count) == 5 }
        let fewer = try await admin.createPartitions([NewPartitions(topic: topic, totalCount: 2)])
        #expect(fewer.failures[topic]?.responseCode?.name == "INVALID_PARTITIONS")

        try await admin.deleteTopics([topic]).get()
        try await admin.see(topic) { $0.failure?.code == .unknownTopicOrPartition }
        let report = await admin.shutdown()
        #expect((report.unanswered, report.hasEnded) == (0, true))
    }

    @Test func aTopicThatFailsDoesNotHideTheOthers() async throws {
        let (good, twice) = (uniqueTopic("admin"), uniqueTopic("admin"))
        try await admin.createAndSee(NewTopic(twice, partitions: 1))
        let results = try await admin.createTopics([
            NewTopic(twice, partitions: 1), NewTopic("no name", partitions: 1), NewTopic(good, partitions: 1),
            NewTopic("none", partitions: 0), NewTopic(uniqueTopic("spread"), partitions: 1, replicationFactor: 99),
            NewTopic(uniqueTopic("config"), partitions: 1, configuration: ["no.such.config": "1"]),
        ])
        #expect(results.map(\.key).prefix(4) == [twice, "no name", good, "none"])
        #expect(results.values.keys.sorted() == [good])
        #expect(results.failures[twice]?.responseCode?.name == "TOPIC_ALREADY_EXISTS")
        #expect(results.failures["no name"]?.code == .invalidArgument)
        #expect(results.failures["none"]?.code == .invalidArgument)
        #expect(results[4].result.failure?.responseCode?.name == "INVALID_REPLICATION_FACTOR")
        #expect(results[5].result.failure?.responseCode?.name == "INVALID_CONFIG")
        #expect(throws: KafkaError.self) { try results.get() }
        try await admin.see(good) { $0.failure == nil }

        let deleted = try await admin.deleteTopics([good, "absent-topic", twice, good])
        #expect(deleted.map(\.key) == [good, "absent-topic", twice])
        #expect(Set(deleted.values.keys) == [good, twice])
        #expect(deleted.failures["absent-topic"]?.code == .unknownTopicOrPartition)
        await admin.shutdown()
    }

    @Test func validatingCreatesNothing() async throws {
        let topic = uniqueTopic("admin")
        try await admin.createTopic(NewTopic(topic, partitions: 1), validateOnly: true)
        #expect(try await admin.describeTopics([topic]).failures[topic]?.code == .unknownTopicOrPartition)
        try await admin.createAndSee(NewTopic(topic, partitions: 1))
        try await admin.createPartitions([NewPartitions(topic: topic, totalCount: 9)], validateOnly: true).get()
        #expect(try await admin.describeTopics([topic]).get()[topic]?.partitions.count == 1)
        await admin.shutdown()
    }

    @Test func replicasArePlacedWhereTheCallerSays() async throws {
        let topic = uniqueTopic("admin")
        let broker = try #require(try await admin.describeCluster().brokers.first?.id)
        try await admin.createAndSee(NewTopic(topic, replicaAssignment: [[broker], [broker]]))
        try await admin.createPartitions([
            NewPartitions(topic: topic, totalCount: 3, replicaAssignment: [[broker]])
        ]).get()
        let enlarged = try await admin.see(topic) { (try? $0.get().partitions.count) == 3 }
        #expect(enlarged?.partitions.map(\.replicas) == [[broker], [broker], [broker]])
        let absent = try await admin.createTopics([NewTopic(uniqueTopic("admin"), replicaAssignment: [[broker + 77]])])
        #expect(absent[0].result.failure?.responseCode?.name == "INVALID_REPLICA_ASSIGNMENT")
        await admin.shutdown()
    }

    @Test func theClusterAndItsMetadata() async throws {
        let topic = uniqueTopic("admin")
        try await admin.createAndSee(NewTopic(topic, partitions: 2))
        let cluster = try await admin.describeCluster()
        #expect(cluster.clusterID?.isEmpty == false)
        #expect(cluster.brokers.count == 1)
        #expect(cluster.controller == cluster.brokers.first?.id)
        #expect(cluster.brokers.first.map { "\($0.host):\($0.port)" } == TestBroker.bootstrap)
        let metadata = try await admin.metadata()
        #expect(metadata.cluster.clusterID == cluster.clusterID)
        #expect(metadata.cluster.brokers.map(\.id) == cluster.brokers.map(\.id))
        #expect(
            try #require(metadata.topics[topic]).get().partitions.map(\.leader)
                == [cluster.controller, cluster.controller])
        #expect(metadata.topics["absent-topic"] == nil)
        await admin.shutdown()
    }
}
