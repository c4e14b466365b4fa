// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct MockTopicTests {
    let cluster: MockCluster
    let admin: KafkaAdmin
    let partition = TopicPartition(topic: "t", partition: 0)

    init() throws {
        cluster = try MockCluster(brokers: 3)
        admin = try KafkaAdmin(configuration: ["bootstrap.servers": cluster.bootstrapServers])
    }

    private func description(_ topic: String = "t") async throws -> TopicDescription {
        try #require(try await admin.metadata().topics[topic]).get()
    }

    @Test func aTopicHasThePartitionsAndReplicasAskedFor() async throws {
        #expect(cluster.brokerCount == 3)
        try cluster.createTopic("t", partitions: 5, replicationFactor: 3)
        try cluster.createTopic("u")
        #expect(try await description().partitions.map(\.replicas.count) == [3, 3, 3, 3, 3])
        if LibrdkafkaVersion.compiled.minor >= 2 {
            try cluster.createTopic("two", partitions: 1, replicationFactor: 2)
            #expect(try await description("two").partitions.map(\.replicas.count) == [2])
            #expect(try await description("u").partitions.map(\.replicas.count) == [1, 1, 1, 1])
        } else {
            let error = #expect(throws: KafkaError.self) { try cluster.createTopic("two", replicationFactor: 2) }
            #expect(error?.code == .unsupported)
        }
        #expect(try await description("u").partitions.count == 4)
        let again = #expect(throws: KafkaError.self) { try cluster.createTopic("t") }
        #expect(again?.responseCode == .topicAlreadyExists)
        for refused in [
            { try cluster.createTopic("v", partitions: 0) },
            { try cluster.createTopic("v", replicationFactor: 4) },
            { try cluster.createTopic("v", replicationFactor: 0) },
            { try cluster.createTopic("no name") },
        ] as [() throws -> Void] {
            #expect(#expect(throws: KafkaError.self, performing: refused)?.code == .invalidArgument)
        }
        #expect(throws: KafkaError.self) { try MockCluster(brokers: 0) }
        await admin.shutdown()
    }

    @Test("H30: a partition that grows too large loses its first records, and tells that it has")
    func h30() async throws {
        try cluster.createTopic("t", partitions: 1)
        let configuration: KafkaConfiguration = ["bootstrap.servers": cluster.bootstrapServers]
        let producer = try KafkaProducer(configuration: configuration)
        let value = [UInt8](repeating: 0, count: 900_000)
        for _ in 0..<10 { _ = try await producer.send(ProducerRecord(topic: "t", value: value, partition: 0)) }
        await producer.shutdown()

        let ends = try await admin.listOffsets([partition: .earliest]).get()
        let first = try #require(ends[partition]?.offset)
        // 5 MB are five of them.
        #expect(first == 5)
        let consumer = try KafkaConsumer(configuration: configuration)
        try await consumer.assign([partition: .beginning])
        var offsets: [Int64] = []
        for try await record in consumer.records {
            offsets.append(record.offset)
            if record.offset == 9 { break }
        }
        #expect(offsets == Array(first...9))
        await consumer.shutdown()
        await admin.shutdown()
    }

    @Test func aLeaderMovesAndGoes() async throws {
        try cluster.createTopic("t", partitions: 1, replicationFactor: 3)
        for broker in [1, 2, 3] {
            try cluster.setLeader(of: partition, to: broker)
            #expect(try await description().partitions[0].leader == Int32(broker))
        }
        try cluster.setLeader(of: partition, to: nil)
        #expect(try await description().partitions[0].leader == nil)
        #expect(throws: KafkaError.self) { try cluster.setLeader(of: partition, to: 4) }
        let absent = TopicPartition(topic: "t", partition: 1)
        let error = #expect(throws: KafkaError.self) { try cluster.setLeader(of: absent, to: 1) }
        #expect(error?.code == .unknownTopicOrPartition)
        await admin.shutdown()
    }

    @Test func aTopicsErrorComesAndGoes() async throws {
        try cluster.createTopic("t")
        cluster.setTopic("t", error: .topicAuthorizationFailed)
        let forbidden = try await admin.metadata().topics["t"]
        #expect(throws: KafkaError.self) { try forbidden?.get() }
        cluster.setTopic("t", error: nil)
        #expect(try await description().partitions.count == 4)
        await admin.shutdown()
    }

    @Test func aFollowerIsFetchedFromAndLagsBehind() async throws {
        try cluster.createTopic("t", partitions: 1, replicationFactor: 3)
        try cluster.setLeader(of: partition, to: 1)
        try cluster.setFollower(of: partition, to: 2)
        try cluster.setFollowerWatermarks(of: partition, low: 0, high: 1)
        // Met by the follower's first fetch, which it delays a little.
        try cluster.failRequests(api: .fetch, toBroker: 2, with: [RequestFault(delay: .milliseconds(1))])
        let configuration: KafkaConfiguration = ["bootstrap.servers": cluster.bootstrapServers]
        let producer = try KafkaProducer(configuration: configuration)
        // One by one, as a fetch gets whole batches.
        for number in 0..<5 {
            _ = try await producer.send(ProducerRecord(topic: "t", value: [UInt8(number)], partition: 0))
        }
        await producer.shutdown()
        let consumer = try KafkaConsumer(
            configuration: configuration.withDefaults([
                "group.id": "g", "auto.offset.reset": "earliest", "check.crcs": "false", "fetch.wait.max.ms": "50",
            ]))
        try await consumer.assign([partition: .beginning])
        var seen: [Int64] = []
        var hasLagged = false
        for try await batch in consumer.batches {
            seen += batch.map(\.offset)
            if seen.count == 2 {
                hasLagged = true
                #expect(try cluster.pendingFaults(api: .fetch, ofBroker: 2) == 0)
                try cluster.setFollowerWatermarks(of: partition)
            }
            if seen.count >= 5 { break }
        }
        #expect(seen == [0, 1, 2, 3, 4])
        #expect(hasLagged)
        try cluster.setFollower(of: partition, to: nil)
        #expect(throws: KafkaError.self) { try cluster.setFollower(of: partition, to: 9) }
        await consumer.shutdown()
        await admin.shutdown()
    }
}
