// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@Suite(.needsRealKafka, .timeLimit(.minutes(2))) struct AdminGroupTests {
    let bootstrap = TestBroker.bootstrap ?? ""
    let admin: KafkaAdmin

    init() throws {
        admin = try KafkaAdmin(configuration: ["bootstrap.servers": bootstrap])
    }

    @Test func aGroupWithAMemberIsDescribedAndKeptFromBeingDeleted() async throws {
        let (topic, group) = (uniqueTopic("admin"), uniqueGroup("admin"))
        try await admin.createAndSee(NewTopic(topic, partitions: 2))
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": bootstrap])
        for partition in 0..<2 {
            _ = try await producer.send(ProducerRecord(topic: topic, value: [1], partition: Int32(partition)))
        }
        await producer.shutdown()
        let consumer = try KafkaConsumer(
            configuration: [
                "bootstrap.servers": bootstrap, "group.id": group, "auto.offset.reset": "earliest",
                "client.id": "admin-test",
            ])
        try await consumer.subscribe(to: [topic])
        var read = 0
        for try await batch in consumer.batches {
            read += batch.count
            consumer.store(batch.nextOffsets)
            if read == 2 { break }
        }

        let listings = try await admin.listConsumerGroups()
        #expect(listings.errors.isEmpty)
        let listing = try #require(listings.groups.first { $0.groupID == group })
        #expect(listing.state == .stable)
        #expect(!listing.isSimple)
        if LibrdkafkaVersion.compiled.minor >= 6 { #expect(listing.type == .classic) }

        let described = try await admin.describeConsumerGroups([group, "", group])
        #expect(described.map(\.key) == [group, ""])
        #expect(described.failures[""]?.code == .invalidArgument)
        let description = try #require(described[group]).get()
        #expect(description.state == .stable)
        #expect(description.partitionAssignor == "range")
        #expect(description.coordinator.map { "\($0.host):\($0.port)" } == bootstrap)
        #expect(description.members.map(\.clientID) == ["admin-test"])
        #expect(description.members.first?.assignment == (0..<2).map { TopicPartition(topic: topic, partition: $0) })
        #expect(description.members.first?.memberID.isEmpty == false)

        let deleted = try await admin.deleteGroups([group, uniqueGroup("absent")])
        #expect(deleted[0].result.failure?.responseCode?.name == "NON_EMPTY_GROUP")
        #expect(deleted[1].result.failure?.responseCode?.name == "GROUP_ID_NOT_FOUND")
        await consumer.shutdown()

        let offsets = try await admin.listConsumerGroupOffsets(of: group).get()
        #expect(
            offsets.mapValues { $0?.offset } == [
                TopicPartition(topic: topic, partition: 0): 1, TopicPartition(topic: topic, partition: 1): 1,
            ])
        try await admin.deleteGroups([group]).get()
        #expect(try await !admin.listConsumerGroups().groups.contains { $0.groupID == group })
        await admin.shutdown()
    }

    @Test func offsetsOfAGroupAreSetListedAndForgotten() async throws {
        let (topic, group) = (uniqueTopic("admin"), uniqueGroup("admin"))
        try await admin.createAndSee(NewTopic(topic, partitions: 2))
        let (first, second) = (TopicPartition(topic: topic, partition: 0), TopicPartition(topic: topic, partition: 1))
        let absent = TopicPartition(topic: "absent-topic", partition: 0)
        let nowhere = TopicPartition(topic: topic, partition: -3)

        let altered = try await admin.alterConsumerGroupOffsets(
            of: group,
            to: [
                TopicPartitionOffset(first, offset: 7), TopicPartitionOffset(absent, offset: 1),
                TopicPartitionOffset(nowhere, offset: 1), TopicPartitionOffset(second, offset: -5),
            ])
        #expect(altered.map(\.key) == [first, absent, nowhere, second])
        #expect(altered.values.keys.map(\.description) == [first.description])
        #expect(altered.failures[absent]?.code == .unknownTopicOrPartition)
        #expect(altered.failures[nowhere]?.code == .invalidArgument)
        #expect(altered.failures[second]?.code == .invalidArgument)

        let listed = try await admin.listConsumerGroupOffsets(
            of: group, partitions: [second, first], requireStable: true)
        #expect(listed.map(\.key) == [second, first])
        #expect(try listed.get().mapValues { $0?.offset } == [first: 7, second: nil])
        #expect(try await admin.listConsumerGroupOffsets(of: group).map(\.key) == [first])

        let forgotten = try await admin.deleteConsumerGroupOffsets(of: group, partitions: [first, absent])
        #expect(forgotten[first]?.failure == nil)
        #expect(forgotten[absent]?.failure != nil)
        let after = try await admin.listConsumerGroupOffsets(of: group, partitions: [first]).get()
        #expect(after == [first: nil])
        await admin.shutdown()
    }

    @Test func aGroupThatIsNotThere() async throws {
        let group = uniqueGroup("absent")
        let description = try await admin.describeConsumerGroups([group])[0].result
        switch description {
        case .success(let description): #expect(description.state == .dead)
        case .failure(let error): #expect(error.responseCode?.name == "GROUP_ID_NOT_FOUND")
        }
        await #expect(throws: KafkaError.self) { _ = try await admin.listConsumerGroupOffsets(of: "") }
        await admin.shutdown()
    }
}
