// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

/// What librdkafka does to those who don't know it, by the numbers of the list in the documentation.
@Suite(.timeLimit(.minutes(2))) struct ConsumerHazardTests {
    let cluster: MockCluster
    let configuration: KafkaConfiguration

    init() throws {
        cluster = try MockCluster()
        configuration = [
            "bootstrap.servers": cluster.bootstrapServers, "group.id": "g", "auto.offset.reset": "earliest",
            "session.timeout.ms": "6000", "max.poll.interval.ms": "10000", "auto.commit.interval.ms": "100",
        ]
    }

    private func fill(_ topic: String, _ count: Int, partition: Int32 = 0) async throws {
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": cluster.bootstrapServers])
        let records = (0..<count).map { ProducerRecord(topic: topic, value: [UInt8($0 % 256)], partition: partition) }
        for result in try await producer.send(contentsOf: records) { _ = try result.get() }
        await producer.shutdown()
    }

    @Test("H5, H8: a consumer ends while its records are still alive")
    func h8() async throws {
        try await fill("t", 100)
        let consumer = try KafkaConsumer(configuration: configuration)
        try await consumer.assign([.t(0): .beginning])
        let batch = try #require(try await consumer.batches.first { !$0.isEmpty })
        let report = await consumer.shutdown()
        #expect(report.hasLeftGroup && report.hasEnded)
        #expect(batch[0].value == [0])
    }

    @Test("H16: a rebalance is answered though its handler never returns")
    func h16() async throws {
        try await fill("t", 1)
        let consumer = try KafkaConsumer(
            configuration: configuration, options: ConsumerOptions(rebalanceTimeout: .milliseconds(50)),
            rebalanceHandler: { _ in try? await Task.sleep(for: .seconds(3600)) })
        try await consumer.subscribe(to: ["t"])
        #expect(try await consumer.batches.first { !$0.isEmpty }?.count == 1)
        #expect(await consumer.shutdown().hasLeftGroup)
    }

    @Test("H17: a consumer ends by its deadline though the broker is gone, and says that it has not left its group")
    func h17() async throws {
        try await fill("t", 1)
        // librdkafka itself gives the group up when the session is over.
        let consumer = try KafkaConsumer(
            configuration: configuration.with("session.timeout.ms", "300000").with("max.poll.interval.ms", "300000"))
        try await consumer.subscribe(to: ["t"])
        for try await batch in consumer.batches {
            consumer.store(batch)
            break
        }
        try cluster.setBroker(1, down: true)
        let start = ContinuousClock.now
        let report = await consumer.shutdown(timeout: .milliseconds(200))
        #expect(!report.hasLeftGroup)
        // Far from both: the deadline, and what would be waited for without one.
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test("H17: a consumer that has never connected ends")
    func neverConnected() async throws {
        let consumer = try KafkaConsumer(
            configuration: ["bootstrap.servers": "127.0.0.1:1", "group.id": "g"])
        try await consumer.subscribe(to: ["t"])
        await consumer.shutdown(timeout: .seconds(2))
        let after = try await consumer.batches.first { _ in true }
        #expect(after == nil)
    }

    @Test("H17: the end of a consumer wakes its reader, in whichever of its reads it is")
    func endsWhileReading() async throws {
        try await fill("t", 10)
        let (cluster, configuration) = (cluster, configuration)
        try await withThrowingTaskGroup { group in
            for number in 0..<8 {
                group.addTask {
                    // Just after a full batch the reader is in the read that waits for another one.
                    let consumer = try KafkaConsumer(
                        configuration: configuration.with("group.id", "g\(number)"),
                        options: ConsumerOptions(maxBatchCount: 10))
                    try await consumer.subscribe(to: ["t"])
                    _ = try await consumer.batches.first { !$0.isEmpty }
                    await consumer.shutdown(timeout: .seconds(5))
                }
            }
            try await group.waitForAll()
        }
        withExtendedLifetime(cluster) {}
    }

    @Test("H19: a commit that is refused is told to who waits for it, and can be done again")
    func h19() async throws {
        try await fill("t", 3)
        let consumer = try KafkaConsumer(configuration: configuration.with("enable.auto.commit", "false"))
        try await consumer.assign([.t(0): .beginning])
        try await consumer.commit()
        for try await batch in consumer.batches {
            consumer.store(batch.nextOffsets)
            break
        }
        cluster.failRequests(api: 8, with: [KafkaError.ResponseCode(rawValue: 12)])
        let error = try await #require(throws: KafkaError.self) { try await consumer.commit() }
        #expect(error.responseCode?.rawValue == 12)
        try await consumer.commit()
        await consumer.shutdown()
        let late = try await #require(throws: KafkaError.self) { try await consumer.commit() }
        #expect(late.code == .shutDown)
    }

    @Test func storingTellsWhichPartitionsAreNotTheConsumersAnyMore() async throws {
        try await fill("t", 3)
        let consumer = try KafkaConsumer(configuration: configuration)
        try await consumer.assign([.t(0): .beginning])
        _ = try await consumer.batches.first { !$0.isEmpty }
        let own = TopicPartitionOffset(TopicPartition(topic: "t", partition: 0), offset: 3)
        let foreign = TopicPartitionOffset(TopicPartition(topic: "u", partition: 0), offset: 3)
        #expect(consumer.store([own]).isEmpty)
        #expect(consumer.store([own, foreign]) == [foreign.topicPartition])
        #expect(consumer.store([foreign]) == [foreign.topicPartition])
        await consumer.shutdown()
    }

    @Test("H22: an error of a topic is part of a batch and ends nothing")
    func h22() async throws {
        try await fill("t", 1)
        cluster.setTopic("forbidden", error: KafkaError.ResponseCode(rawValue: 29))
        let consumer = try KafkaConsumer(configuration: configuration)
        try await consumer.subscribe(to: ["t", "forbidden"])
        var records = 0
        var errors: [ConsumerPartitionError] = []
        for try await batch in consumer.batches {
            records += batch.count
            errors += batch.errors
            if records > 0, !errors.isEmpty { break }
        }
        #expect(errors.first?.error.responseCode?.rawValue == 29)
        #expect(errors.first?.error.message.contains("forbidden") == true)
        #expect(consumer.metrics.errors > 0)
        await consumer.shutdown()
    }

    @Test func aConsumerReadsOnWhenTheBrokerComesBack() async throws {
        try await fill("t", 5)
        let consumer = try KafkaConsumer(configuration: configuration)
        try await consumer.subscribe(to: ["t"])
        var offsets: Set<Int64> = []
        var isFilled = false
        for try await batch in consumer.batches {
            // A member that was out of its group for a while reads again what was not committed.
            offsets.formUnion(batch.map(\.offset))
            if offsets.count == 5, !isFilled {
                isFilled = true
                try cluster.setBroker(1, down: true)
                try cluster.setBroker(1, down: false)
                try await fill("t", 5)
            }
            if offsets.count >= 10 { break }
        }
        #expect(offsets == Set(0..<10))
        await consumer.shutdown()
    }

    @Test("A consumer whose user is slower than max.poll.interval.ms stays in its group")
    func slowerThanThePollInterval() async throws {
        try await fill("t", 100)
        let changes = Changes()
        let logs = Changes()
        let consumer = try KafkaConsumer(
            configuration: configuration.with("session.timeout.ms", "3000").with("heartbeat.interval.ms", "500")
                .with("max.poll.interval.ms", "3000"),
            options: ConsumerOptions(maxBatchCount: 10), logHandler: { logs.append($0.message) },
            rebalanceHandler: { changes.append("\($0)") })
        try await consumer.subscribe(to: ["t"])
        var offsets: [Int64] = []
        for try await batch in consumer.batches {
            if offsets.isEmpty {
                // What is measured is time itself: longer than the interval, with the reader waiting for room.
                try await Task.sleep(for: .seconds(5))
            }
            offsets += batch.map(\.offset)
            if offsets.count >= 100 { break }
        }
        #expect(offsets == Array(0..<100))
        #expect(changes.all.count == 1)
        #expect(!logs.all.contains { $0.contains("maximum poll interval") })
        await consumer.shutdown()
    }

    @Test func readingAheadIsBounded() async throws {
        try await fill("t", 500)
        let consumer = try KafkaConsumer(configuration: configuration, options: ConsumerOptions(maxBatchCount: 10))
        try await consumer.assign([.t(0): .beginning])
        var offsets: [Int64] = []
        for try await batch in consumer.batches {
            #expect(batch.count <= 10)
            offsets += batch.map(\.offset)
            if offsets.count >= 500 { break }
        }
        #expect(offsets == Array(0..<500))
        await consumer.shutdown()
    }
}

/// What a handler was told.
private final class Changes: Sendable {
    private let texts = Lock<[String]>([])

    var all: [String] { texts.withLock { $0 } }

    func append(_ text: String) { texts.withLock { $0.append(text) } }
}

extension KafkaConfiguration {
    fileprivate func with(_ name: String, _ value: String) -> KafkaConfiguration {
        var copy = self
        copy[name] = value
        return copy
    }
}
