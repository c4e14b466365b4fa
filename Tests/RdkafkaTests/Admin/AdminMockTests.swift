// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

/// What the mock cluster can answer of an admin client, and what it does on errors.
@Suite(.timeLimit(.minutes(1))) struct AdminMockTests {
    let cluster: MockCluster
    let admin: KafkaAdmin

    init() throws {
        cluster = try MockCluster(brokers: 3)
        admin = try KafkaAdmin(configuration: ["bootstrap.servers": cluster.bootstrapServers])
    }

    @Test func metadataTellsBrokersTopicsAndPartitions() async throws {
        try cluster.createTopic("t", partitions: 2, replicationFactor: 3)
        try cluster.setLeader(of: TopicPartition(topic: "t", partition: 1), to: nil)
        cluster.setTopic("forbidden", error: .topicAuthorizationFailed)
        let metadata = try await admin.metadata()
        #expect(metadata.cluster.brokers.map(\.id) == [1, 2, 3])
        let addresses = metadata.cluster.brokers.map { "\($0.host):\($0.port)" }
        #expect(addresses.joined(separator: ",") == cluster.bootstrapServers)
        let topic = try #require(metadata.topics["t"]).get()
        #expect(topic.partitions.map(\.partition) == [0, 1])
        #expect(topic.partitions[0].leader != nil)
        #expect(topic.partitions[1].leader == nil)
        #expect(topic.partitions.map { $0.replicas.sorted() } == [[1, 2, 3], [1, 2, 3]])
        // Since 2.3 librdkafka asks the controller, which the mock does not have.
        guard LibrdkafkaVersion.compiled.minor < 3 else { return }
        let described = try await admin.describeTopics(["t", "forbidden", "absent"])
        #expect(described.values.keys.sorted() == ["t"])
        #expect(described.failures["forbidden"]?.responseCode == .topicAuthorizationFailed)
        #expect(described.failures["absent"]?.code == .unknownTopicOrPartition)
        await admin.shutdown()
    }

    @Test func aGroupsCoordinatorIsAskedForItsOffsets() async throws {
        try cluster.createTopic("t", partitions: 2)
        let partitions = (0..<2).map { TopicPartition(topic: "t", partition: $0) }
        try await admin.alterConsumerGroupOffsets(
            of: "g", to: [TopicPartitionOffset(partitions[1], offset: 5)]
        ).get()
        let offsets = try await admin.listConsumerGroupOffsets(of: "g", partitions: partitions).get()
        #expect(offsets.mapValues { $0?.offset } == [partitions[0]: nil, partitions[1]: 5])
        await admin.shutdown()
    }

    /// What a coordinator answers that moves, or has just started.
    private let withoutCoordinator: [KafkaError.ResponseCode] = [
        .coordinatorLoadInProgress, .coordinatorNotAvailable, .notCoordinator,
    ]

    @Test func aGroupsCoordinatorIsAskedAgainWhereItIsNotThereYet() async throws {
        try cluster.createTopic("t", partitions: 2)
        let partitions = (0..<2).map { TopicPartition(topic: "t", partition: $0) }
        cluster.failRequests(api: .findCoordinator, with: [.coordinatorNotAvailable])
        cluster.failRequests(api: .offsetCommit, with: withoutCoordinator)
        try await admin.alterConsumerGroupOffsets(
            of: "g", to: [TopicPartitionOffset(partitions[1], offset: 5)]
        ).get()
        cluster.failRequests(api: .offsetFetch, with: withoutCoordinator)
        let offsets = try await admin.listConsumerGroupOffsets(of: "g", partitions: partitions).get()
        #expect(offsets.mapValues { $0?.offset } == [partitions[0]: nil, partitions[1]: 5])
        await admin.shutdown()
    }

    @Test func aCoordinatorThatDoesNotComeIsToldAtTheTimeout() async throws {
        try cluster.createTopic("t", partitions: 1)
        let partition = TopicPartition(topic: "t", partition: 0)
        let codes = Array(repeating: KafkaError.ResponseCode.coordinatorLoadInProgress, count: 100)
        cluster.failRequests(api: .offsetCommit, with: codes)
        let results = try? await admin.alterConsumerGroupOffsets(
            of: "g", to: [TopicPartitionOffset(partition, offset: 5)], timeout: .milliseconds(200))
        let error = results?.failures[partition]
        #expect(error?.responseCode == .coordinatorLoadInProgress || error?.code == .timedOut)
        // Between two requests a call ends as it does during one.
        for end in [{ $0.cancel() }, { [admin] _ in Task { await admin.shutdown() } }]
            as [(Task<Void, any Error>) -> Void]
        {
            let call = Task {
                try await admin.alterConsumerGroupOffsets(
                    of: "g", to: [TopicPartitionOffset(partition, offset: 5)]
                ).get()
                return
            }
            end(call)
            let error = await #expect(throws: KafkaError.self) { try await call.value }
            #expect(error?.code == .cancelled || error?.code == .shutDown)
        }
    }

    @Test func aGroupsCoordinatorIsFoundAgainWhenItHasMoved() async throws {
        try cluster.createTopic("t", partitions: 1)
        let partition = TopicPartition(topic: "t", partition: 0)
        for broker in [1, 2, 3] {
            try cluster.setCoordinator(ofGroup: "g", to: broker)
            let offset = Int64(broker)
            try await admin.alterConsumerGroupOffsets(
                of: "g", to: [TopicPartitionOffset(partition, offset: offset)], timeout: .seconds(5)
            ).get()
            let offsets = try await admin.listConsumerGroupOffsets(of: "g", partitions: [partition]).get()
            #expect(offsets.mapValues { $0?.offset } == [partition: offset])
        }
        await admin.shutdown()
    }

    @Test func whatTheClusterDoesNotKnowIsAnError() async throws {
        await #expect(throws: KafkaError.self) {
            try await admin.createTopic(NewTopic("t"), timeout: .milliseconds(100))
        }
        await admin.shutdown()
    }

    @Test func offsetsAreLookedUp() async throws {
        try cluster.createTopic("t", partitions: 1)
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": cluster.bootstrapServers])
        for _ in 0..<3 { _ = try await producer.send(ProducerRecord(topic: "t", value: [1], partition: 0)) }
        await producer.shutdown()
        let partition = TopicPartition(topic: "t", partition: 0)
        let absent = TopicPartition(topic: "t", partition: 8)
        let latest = try await admin.listOffsets([partition: .latest, absent: .latest])
        #expect(latest.values.mapValues(\.offset) == [partition: 3])
        #expect(latest.failures[absent] != nil)
        #expect(try await admin.listOffsets([partition: .earliest]).get()[partition]?.offset == 0)
        await admin.shutdown()
    }
}
