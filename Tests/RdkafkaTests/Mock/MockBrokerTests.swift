// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import CRdkafka
import Rdkafka
import RdkafkaTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct MockBrokerTests {
    let cluster: MockCluster
    let configuration: KafkaConfiguration

    init() throws {
        cluster = try MockCluster(brokers: 2)
        configuration = ["bootstrap.servers": cluster.bootstrapServers]
    }

    @Test func aBrokerGoesDownAndComesUp() async throws {
        try cluster.createTopic("t", partitions: 1)
        try cluster.setLeader(of: TopicPartition(topic: "t", partition: 0), to: 2)
        let producer = try KafkaProducer(
            configuration: configuration.withDefaults(["message.timeout.ms": "1500", "reconnect.backoff.max.ms": "100"])
        )
        let record = ProducerRecord(topic: "t", value: [1], partition: 0)
        _ = try await producer.send(record)
        try cluster.setBroker(2, down: true)
        let error = await #expect(throws: KafkaError.self) { _ = try await producer.send(record) }
        #expect(error?.code == .timedOut)
        try cluster.setBroker(2, down: false)
        while (try? await producer.send(record)) == nil { try Task.checkCancellation() }
        for broker in [0, 3] {
            #expect(throws: KafkaError.self) { try cluster.setBroker(broker, down: true) }
            #expect(throws: KafkaError.self) { try cluster.setBroker(broker, roundTripTime: .zero) }
            #expect(throws: KafkaError.self) { try cluster.setBroker(broker, rack: "r") }
        }
        await producer.shutdown()
    }

    @Test func aBrokerIsInARack() throws {
        try cluster.setBroker(2, rack: "cellar")
        let address = try #require(cluster.bootstrapServers.split(separator: ",").first)
        #expect(try RawMetadata.racks(of: String(address)) == [1: nil, 2: "cellar"])
    }

    @Test func aGroupsCoordinatorMoves() async throws {
        try cluster.createTopic("t", partitions: 1)
        let partition = TopicPartition(topic: "t", partition: 0)
        for broker in [1, 2, 1] {
            try cluster.setCoordinator(ofGroup: "g", to: broker)
            try cluster.failRequests(
                api: .offsetFetch, toBroker: broker, with: [RequestFault(error: .groupAuthorizationFailed)])
            let admin = try KafkaAdmin(configuration: configuration)
            let results = try? await admin.listConsumerGroupOffsets(of: "g", partitions: [partition])
            #expect(results?.failures.isEmpty != true)
            #expect(try cluster.pendingFaults(api: .offsetFetch, ofBroker: broker) == 0)
            await admin.shutdown()
        }
        #expect(throws: KafkaError.self) { try cluster.setCoordinator(ofGroup: "g", to: 3) }
    }

    @Test func aTransactionsCoordinatorMoves() async throws {
        for broker in [1, 2, 1] {
            try cluster.setCoordinator(ofTransactionalID: "x", to: broker)
            try cluster.failRequests(
                api: .initProducerID, toBroker: broker,
                with: [RequestFault(error: KafkaError.ResponseCode(rawValue: 53))])
            let code = try await NativeThread.run("init") { initTransactions(configuration, id: "x") }
            #expect(code == RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED.rawValue)
            #expect(try cluster.pendingFaults(api: .initProducerID, ofBroker: broker) == 0)
        }
        #expect(throws: KafkaError.self) { try cluster.setCoordinator(ofTransactionalID: "x", to: 0) }
    }

    @Test func aGroupsFirstRebalanceNeedNotWait() async throws {
        guard LibrdkafkaVersion.compiled.minor >= 6 else {
            let error = #expect(throws: KafkaError.self) { try cluster.setInitialRebalanceDelay(.zero) }
            #expect(error?.code == .unsupported)
            return
        }
        let patient = try MockCluster()
        try cluster.setInitialRebalanceDelay(.zero)
        let order = Shared<[String]>([])
        var consumers: [KafkaConsumer] = []
        // The one that waits 3 seconds begins first.
        for (name, cluster) in [("patient", patient), ("quick", cluster)] {
            try cluster.createTopic("t")
            let consumer = try KafkaConsumer(
                configuration: ["bootstrap.servers": cluster.bootstrapServers, "group.id": "g"],
                rebalanceHandler: { event in
                    if case .assigned = event { order.update { $0.append(name) } }
                })
            try await consumer.subscribe(to: ["t"])
            consumers.append(consumer)
        }
        while order.value.count < 2 { await Task.yield() }
        #expect(order.value == ["quick", "patient"])
        for consumer in consumers { await consumer.shutdown() }
    }
}

/// What a transactional producer gets for an answer.
private func initTransactions(_ configuration: KafkaConfiguration, id: String) -> Int32 {
    let conf = rd_kafka_conf_new()
    for (name, value) in configuration.withDefaults(["transactional.id": id]).properties {
        rd_kafka_conf_set(conf, name, value, nil, 0)
    }
    rd_kafka_conf_set_log_cb(conf, nil)
    guard let client = rd_kafka_new(RD_KAFKA_PRODUCER, conf, nil, 0) else { return -1 }
    defer { rd_kafka_destroy(client) }
    guard let error = rd_kafka_init_transactions(client, 10_000) else { return 0 }
    defer { rd_kafka_error_destroy(error) }
    return rd_kafka_error_code(error).rawValue
}
