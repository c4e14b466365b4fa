// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite struct StatisticsReadingTests {
    @Test(arguments: RecordedStatistics.versions)
    func aProducersStatistics(version: String) throws {
        let statistics = try KafkaStatistics(json: RecordedStatistics.text("producer", version))
        let recorded = try RecordedStatistics.object("producer", version)
        #expect(statistics.name == recorded["name"] as? String)
        #expect(statistics.clientID == "shop")
        #expect(statistics.type == "producer")
        #expect(statistics.age == recorded["age"] as? Int)
        #expect(statistics.requestsSent == recorded["tx"] as? Int)
        #expect(statistics.bytesReceived == recorded["rx_bytes"] as? Int)
        #expect(statistics.recordsSent == 500)
        #expect(statistics.queuedRecordsLimit == 100_000)
        #expect(statistics.group == nil)
        #expect(statistics.fatalError == nil)
        let idempotence = try #require(statistics.idempotence)
        #expect((idempotence.state, idempotence.transactionState, idempotence.assignments) == ("Assigned", "Init", 1))
        #expect(idempotence.producerID > 0 && idempotence.producerEpoch == 0 && !idempotence.acceptsRecords)
        #expect(statistics.brokers.count == 2)
        let broker = try #require(statistics.brokers.first { $0.nodeID == 1 })
        #expect(broker.state == "UP" && broker.connects >= 1)
        #expect(statistics.brokers.reduce(0) { $0 + ($1.requests["Produce"] ?? 0) } == 2)
        #expect(broker.requests["FindCoordinator"] == nil)
        #expect(Set(statistics.brokers.flatMap(\.partitions)) == [partition(0), partition(1)])
        let topic = try #require(statistics.topics.first)
        #expect(topic.name == "orders" && topic.partitions.map(\.partition) == [0, 1])
        #expect(topic.partitions.allSatisfy { $0.recordsSent == 250 && $0.bytesSent == 2500 && $0.lag == nil })
        #expect(topic.partitions.allSatisfy { $0.acknowledgedNumber == 250 && $0.applicationOffset == nil })
    }

    @Test(arguments: RecordedStatistics.versions)
    func aConsumersStatistics(version: String) throws {
        let statistics = try KafkaStatistics(json: RecordedStatistics.text("consumer", version))
        #expect(statistics.type == "consumer")
        #expect(statistics.recordsReceived == 500)
        #expect(statistics.idempotence == nil)
        let group = try #require(statistics.group)
        #expect(group.state == "up" && group.joinState == "steady")
        #expect((group.rebalances, group.assignedPartitions) == (1, 2))
        #expect(!group.rebalanceReason.isEmpty)
        let topic = try #require(statistics.topics.first)
        #expect(topic.batchCount.count == 2 && topic.batchCount.sum == 500 && topic.batchSize.maximum == 2500)
        for partition in topic.partitions {
            let behind = try #require(partition.lag)
            #expect(behind > 0 && partition.committedOffset == 250 - behind && partition.storedLag == behind)
            #expect(partition.isDesired && partition.fetchState == "active" && partition.highWatermark == 250)
            #expect((partition.lowWatermark, partition.endOffset) == (0, nil))
            #expect((partition.leaderEpoch != nil) == (version != "2.0.2"))
        }
        let coordinator = try #require(statistics.brokers.first { $0.name == "GroupCoordinator" })
        #expect(coordinator.source == "logical" && coordinator.roundTripTime.maximum > 0)
        let metrics = KafkaMetrics(client: "c", statistics: statistics)
        #expect(metrics.lag.count == 2 && metrics.rebalances == 1 && metrics.meanDeliveryLatency == nil)
        #expect((metrics.roundTripTime?.count ?? 0) >= 3)
    }

    @Test(arguments: RecordedStatistics.versions, RecordedStatistics.kinds)
    func aTextThatIsCutOffIsRefused(version: String, kind: String) throws {
        let text = try RecordedStatistics.text(kind, version)
        // Each end near the beginning, where all kinds of values are; some of the rest.
        for length in 0..<text.count where length < 300 || length.isMultiple(of: 97) {
            #expect(throws: StatisticsScanner.Malformed.self) { try KafkaStatistics(json: Array(text[..<length])) }
        }
    }

    @Test func aTextWithWrongBytesIsReadOrRefused() throws {
        let text = try RecordedStatistics.text("consumer", "2.16.0")
        var state: UInt64 = 42
        func random(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let signs = [UInt8](#"{}[]",:-0123456789eE.tfn \"#.utf8) + [0, 255, 128]
        for _ in 0..<100 {
            var broken = text
            for _ in 0...random(below: 4) { broken[random(below: text.count)] = signs[random(below: signs.count)] }
            _ = try? KafkaMetrics(client: "c", statistics: KafkaStatistics(json: broken)).lag
        }
    }

    private func read(_ text: String) throws -> KafkaStatistics {
        try KafkaStatistics(json: Array(text.utf8))
    }

    @Test func aClientIDIsReadAsLibrdkafkaWritesIt() throws {
        let statistics = try read(##"{ "name": "shop "one"\é\#producer-2", "client_id": "a\", "type": "producer"}"##)
        #expect(statistics.name == ##"shop "one"\é\#producer-2"##)
        #expect(statistics.clientID == ##"a\"##)
        #expect(statistics.type == "producer")
    }

    @Test func whatIsNewOrOfAnotherTypeIsPassedOver() throws {
        let text = #"""
            {"new":{"a":[1,-2.5e3,"x",null,{"b":[]}]},"name":17,"tx":"many","rx":12.75,"rx_bytes":-99999999999999999999,
             "tx_bytes":99999999999999999999,"msg_cnt":null,"brokers":[],"topics":{"t":{"topic":"t","partitions":
             {"0":{"partition":99999999999,"desired":1,"consumer_lag":-1,"hi_offset":7}}}},"cgrp":true,"age":5}
            """#
        let statistics = try read(text)
        #expect((statistics.name, statistics.requestsSent, statistics.responsesReceived) == ("", 0, 12))
        #expect((statistics.bytesReceived, statistics.bytesSent, statistics.age) == (Int.min, Int.max, 5))
        #expect(statistics.topics.first?.partitions.first?.partition == Int32.max)
        #expect(statistics.topics.first?.partitions.first?.highWatermark == 7)
        #expect(statistics.group == KafkaStatistics.Group())
    }

    @Test func whyAClientCantGoOn() throws {
        let statistics = try read(#"{"fatal": { "error": "_FENCED", "reason": "a newer "one"", "age": 9, "ts": 1 } }"#)
        var expected = KafkaStatistics.FatalError()
        (expected.name, expected.reason, expected.age) = ("_FENCED", #"a newer "one""#, 9)
        #expect(statistics.fatalError == expected)
    }

    @Test func depthIsLimited() {
        let deep = #"{"a":"# + String(repeating: "[", count: 100_000)
        #expect(throws: StatisticsScanner.Malformed.self) { try read(deep) }
        #expect(throws: StatisticsScanner.Malformed.self) { try read("") }
        #expect(throws: StatisticsScanner.Malformed.self) { try read("{\"a\" 1}") }
    }

    private func partition(_ number: Int32) -> TopicPartition { TopicPartition(topic: "orders", partition: number) }
}
