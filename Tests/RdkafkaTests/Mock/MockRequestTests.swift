// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct MockRequestTests {
    let cluster: MockCluster
    let producer: KafkaProducer

    init() throws {
        cluster = try MockCluster(brokers: 2)
        producer = try KafkaProducer(configuration: ["bootstrap.servers": cluster.bootstrapServers, "retries": "0"])
        for (topic, broker) in [("one", 1), ("two", 2)] {
            try cluster.createTopic(topic, partitions: 1)
            try cluster.setLeader(of: TopicPartition(topic: topic, partition: 0), to: broker)
        }
    }

    private func send(_ topic: String) async throws {
        _ = try await producer.send(ProducerRecord(topic: topic, value: [1], partition: 0))
    }

    @Test func requestsFailInTheOrderOfTheirErrors() async throws {
        cluster.failRequests(api: .produce, with: [.policyViolation, .topicAuthorizationFailed])
        for (topic, code) in [("one", KafkaError.ResponseCode.policyViolation), ("two", .topicAuthorizationFailed)] {
            let error = await #expect(throws: KafkaError.self) { try await send(topic) }
            #expect(error?.responseCode == code)
        }
        try await send("one")
        await producer.shutdown()
    }

    @Test func failuresAreTakenBack() async throws {
        cluster.failRequests(api: .produce, with: [.policyViolation])
        cluster.clearFailures(api: .produce)
        try await send("one")
        await producer.shutdown()
    }

    @Test func aFaultIsOneBrokersAndIsCounted() async throws {
        #expect(try cluster.pendingFaults(api: .produce, ofBroker: 2) == 0)
        try cluster.failRequests(
            api: .produce, toBroker: 2, with: [RequestFault(error: .policyViolation), RequestFault()])
        #expect(try cluster.pendingFaults(api: .produce, ofBroker: 2) == 2)
        try await send("one")
        #expect(try cluster.pendingFaults(api: .produce, ofBroker: 2) == 2)
        let error = await #expect(throws: KafkaError.self) { try await send("two") }
        #expect(error?.responseCode == .policyViolation)
        #expect(try cluster.pendingFaults(api: .produce, ofBroker: 2) == 1)
        #expect(try cluster.pendingFaults(api: .produce, ofBroker: 1) == 0)
        for unknown in [0, 3, -1] {
            #expect(throws: KafkaError.self) {
                try cluster.failRequests(api: .produce, toBroker: unknown, with: [RequestFault(error: .transport)])
            }
            #expect(throws: KafkaError.self) { try cluster.pendingFaults(api: .produce, ofBroker: unknown) }
        }
        await producer.shutdown()
    }

    @Test func aFaultDelaysItsAnswer() async throws {
        try await send("one")
        try await send("two")
        try cluster.failRequests(api: .produce, toBroker: 1, with: [RequestFault(delay: .seconds(1))])
        #expect(
            try await order {
                try await send("one")
            } and: {
                try await send("two")
            } == ["second", "first"])
        await producer.shutdown()
    }

    @Test func aBrokersAnswersAreDelayed() async throws {
        try await send("one")
        try await send("two")
        try cluster.setBroker(1, roundTripTime: .seconds(1))
        #expect(
            try await order {
                try await send("one")
            } and: {
                try await send("two")
            } == ["second", "first"])
        try cluster.setBroker(1, roundTripTime: .zero)
        await producer.shutdown()
    }

    /// Starts the first, then the second, and tells in which order they end.
    private func order(
        _ first: @escaping @Sendable () async throws -> Void,
        and second: @escaping @Sendable () async throws -> Void
    ) async throws -> [String] {
        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask {
                try await first()
                return "first"
            }
            await producer.handedOver(1)
            group.addTask {
                try await second()
                return "second"
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func anApiIsTakenAway() async throws {
        let admin = try KafkaAdmin(configuration: ["bootstrap.servers": cluster.bootstrapServers])
        try cluster.setVersions(nil, of: .offsetFetch)
        let error = await #expect(throws: KafkaError.self) { _ = try await admin.listConsumerGroupOffsets(of: "g") }
        // The client knows it from the broker's list, or the broker closes the connection if it asks before.
        #expect(["_UNSUPPORTED_FEATURE", "_TRANSPORT"].contains(error?.responseCode?.name))
        await admin.shutdown()
        try cluster.setVersions(0...5, of: .offsetFetch)
        let other = try KafkaAdmin(configuration: ["bootstrap.servers": cluster.bootstrapServers])
        _ = try await other.listConsumerGroupOffsets(
            of: "g", partitions: [TopicPartition(topic: "one", partition: 0)])
        await other.shutdown()
        #expect(throws: KafkaError.self) { try cluster.setVersions(0...1, of: ApiKey(rawValue: 30_000)) }
        #expect(throws: KafkaError.self) { try cluster.setVersions(-2...1, of: .produce) }
        await producer.shutdown()
    }

    @Test func requestsAreTracked() async throws {
        guard LibrdkafkaVersion.compiled.minor >= 3 else {
            for call in [
                { try cluster.startTrackingRequests() }, { try cluster.stopTrackingRequests() },
                { _ = try cluster.trackedRequests() }, { try cluster.clearTrackedRequests() },
            ] as [() throws -> Void] {
                #expect(#expect(throws: KafkaError.self, performing: call)?.code == .unsupported)
            }
            return
        }
        try cluster.startTrackingRequests()
        #expect(try cluster.trackedRequests().isEmpty)
        try await send("two")
        let requests = try cluster.trackedRequests()
        #expect(requests.filter { $0.api == .produce }.map(\.broker) == [2])
        #expect(requests.map(\.microseconds) == requests.map(\.microseconds).sorted())
        try cluster.clearTrackedRequests()
        #expect(try !cluster.trackedRequests().contains { $0.api == .produce })
        try cluster.stopTrackingRequests()
        try await send("two")
        #expect(try !cluster.trackedRequests().contains { $0.api == .produce })
        await producer.shutdown()
    }

    @Test func apiKeysHaveKafkasNames() {
        #expect(ApiKey.initProducerID.description == "InitProducerId")
        #expect((200 as ApiKey).description == "ApiKey 200")
    }
}
