// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import RdkafkaTesting
import Testing

@testable import Rdkafka

/// What librdkafka does to those who don't know it, by the numbers of the list in the documentation.
@Suite(.timeLimit(.minutes(2))) struct ProducerHazardTests {
    let cluster: MockCluster

    init() throws {
        cluster = try MockCluster()
    }

    private let headers = [RecordHeader(name: "a", value: [1]), RecordHeader(name: "b", value: nil)]

    @Test("H3: headers of a record that is refused are freed once, whoever refuses it")
    func h3() async throws {
        let producer = try cluster.producer()
        let bad = ProducerRecord(topic: "t", value: [1], headers: headers, partition: 99)
        // The partitions are known after the first record: from then on the refusal comes from the produce call.
        _ = try await producer.send(ProducerRecord(topic: "t", value: [1]))
        for _ in 0..<50 {
            let error = try await #require(throws: KafkaError.self) { _ = try await producer.send(bad) }
            #expect(error.code == .unknownTopicOrPartition)
            #expect(throws: KafkaError.self) { try producer.post(bad) }
        }
        #expect(producer.counters.inFlightRecords == 0)
        #expect(producer.counters.inFlightBytes == 0)
        #expect(producer.counters.failed == 100)
        await producer.shutdown()
    }

    @Test("H3: a record that is too large is refused with nothing queued")
    func tooLarge() async throws {
        let producer = try cluster.producer(["message.max.bytes": "2000"])
        let record = ProducerRecord(topic: "t", value: [UInt8](repeating: 0, count: 3000), headers: headers)
        let error = try await #require(throws: KafkaError.self) { _ = try await producer.send(record) }
        #expect(error.code == .messageTooLarge)
        #expect(producer.counters.inFlightRecords == 0)
        #expect(await producer.shutdown().unacknowledged == 0)
    }

    @Test("H6: each queued record gets its report when the producer ends with the broker gone")
    func h6() async throws {
        let producer = try cluster.producer()
        try cluster.setBroker(1, down: true)
        let codes = Codes()
        await withTaskGroup { group in
            for _ in 0..<100 {
                group.addTask {
                    do throws(KafkaError) {
                        _ = try await producer.send(ProducerRecord(topic: "t", value: [1]))
                    } catch {
                        codes.add(error.code)
                    }
                }
            }
            await producer.handedOver(100)
            let report = await producer.shutdown(timeout: .milliseconds(100))
            #expect(report.unacknowledged == 100)
            await group.waitForAll()
        }
        #expect(codes.all == [.purged: 100])
    }

    @Test("H14: flush needs nobody who polls")
    func h14() async throws {
        let producer = try cluster.producer(["linger.ms": "60000"])
        for _ in 0..<10 { try producer.post(ProducerRecord(topic: "t", value: [1])) }
        try await producer.flush(timeout: .seconds(20))
        #expect(producer.counters.delivered == 10)
        await producer.shutdown()
    }

    @Test("H14: a flush that takes too long says how many are left, and the producer goes on")
    func flushTimesOut() async throws {
        let producer = try cluster.producer()
        try cluster.setBroker(1, down: true)
        try producer.post(ProducerRecord(topic: "t", value: [1]))
        let error = try await #require(throws: KafkaError.self) {
            try await producer.flush(timeout: .milliseconds(50))
        }
        #expect(error.code == .timedOut)
        #expect(error.message.contains("1 records"))
        try cluster.setBroker(1, down: false)
        #expect(await producer.shutdown(timeout: .seconds(60)).delivered == 1)
    }

    @Test("H15: a full queue suspends a sender that waits, refuses one that posts, and lets both in later")
    func h15() async throws {
        let producer = try cluster.producer(["queue.buffering.max.messages": "10"])
        try cluster.setBroker(1, down: true)
        for _ in 0..<10 { try producer.post(ProducerRecord(topic: "t", value: [1])) }
        let error = try #require(throws: KafkaError.self) {
            try producer.post(ProducerRecord(topic: "t", value: [1]))
        }
        #expect(error.code == .queueFull)
        let late = try await #require(throws: KafkaError.self) {
            _ = try await producer.send(ProducerRecord(topic: "t", value: [1]), timeout: .milliseconds(20))
        }
        #expect(late.code == .timedOut)
        try await withThrowingTaskGroup { group in
            for _ in 0..<20 { group.addTask { _ = try await producer.send(ProducerRecord(topic: "t", value: [1])) } }
            try cluster.setBroker(1, down: false)
            try await group.waitForAll()
        }
        #expect(producer.counters.delivered == 30)
        await producer.shutdown()
    }

    @Test("H14, H15: a flush, which serves the client's queue too, doesn't hold up the deadline of a send")
    func deadlineBesideFlush() async throws {
        let producer = try cluster.producer(["queue.buffering.max.messages": "1"])
        try cluster.setBroker(1, down: true)
        try producer.post(ProducerRecord(topic: "t", value: [1]))
        let hasFlushed = Shared(false)
        let flush = Task {
            try? await producer.flush(timeout: .seconds(20))
            hasFlushed.update { $0 = true }
        }
        for _ in 0..<50 {
            let error = try await #require(throws: KafkaError.self) {
                _ = try await producer.send(ProducerRecord(topic: "t", value: [1]), timeout: .milliseconds(5))
            }
            #expect(error.code == .timedOut)
        }
        #expect(!hasFlushed.value)
        flush.cancel()
        await flush.value
        await producer.shutdown(timeout: .zero)
    }

    @Test("H6: the handler knows all failures of posted records when the producer has ended")
    func failuresAreToldBeforeTheEnd() async throws {
        let codes = Codes()
        let producer = try cluster.producer { for failure in $0 { codes.add(failure.error.code) } }
        try cluster.setBroker(1, down: true)
        for _ in 0..<20_000 { try producer.post(ProducerRecord(topic: "t", value: [1])) }
        #expect(await producer.shutdown(timeout: .zero).unacknowledged == 20_000)
        #expect(codes.all == [.purged: 20_000])
    }

    @Test("H15: a cancelled task leaves the queue for room at once")
    func cancelledWaitForRoom() async throws {
        let producer = try cluster.producer(["queue.buffering.max.messages": "1"])
        try cluster.setBroker(1, down: true)
        try producer.post(ProducerRecord(topic: "t", value: [1]))
        let task = Task { () throws(KafkaError) in try await producer.send(ProducerRecord(topic: "t", value: [1])) }
        task.cancel()
        let error = try await #require(throws: KafkaError.self) { _ = try await task.value }
        #expect(error.code == .cancelled)
        await producer.shutdown(timeout: .zero)
    }

    @Test func aCancelledSendReturnsBeforeItsReport() async throws {
        let producer = try cluster.producer()
        try cluster.setBroker(1, down: true)
        let task = Task { () throws(KafkaError) in try await producer.send(ProducerRecord(topic: "t", value: [1])) }
        await producer.handedOver(1)
        task.cancel()
        let error = try await #require(throws: KafkaError.self) { _ = try await task.value }
        #expect(error.code == .cancelled)
        try cluster.setBroker(1, down: false)
        #expect(await producer.shutdown(timeout: .seconds(60)).delivered == 1)
    }

    @Test func postedRecordsThatFailAreToldToTheHandler() async throws {
        let codes = Codes()
        let producer = try cluster.producer(["message.timeout.ms": "50"]) {
            for failure in $0 where failure.topic == "t" && failure.size == 3 { codes.add(failure.error.code) }
        }
        try cluster.setBroker(1, down: true)
        for _ in 0..<25 { try producer.post(ProducerRecord(topic: "t", value: [1, 2, 3])) }
        while codes.total < 25 { await Task.yield() }
        #expect(codes.all == [.timedOut: 25])
        await producer.shutdown(timeout: .zero)
    }

    @Test func aBatchLargerThanTheQueueGoesInParts() async throws {
        let producer = try cluster.producer(["queue.buffering.max.messages": "7"])
        let records = (0..<50).map { ProducerRecord(topic: $0 == 20 ? "no such topic!" : "t", value: [UInt8($0)]) }
        let results = try await producer.send(contentsOf: records)
        #expect(results.failureCount == 1)
        let failure = try #require(throws: KafkaError.self) { _ = try results[20].get() }
        #expect(failure.code == .invalidArgument)
        #expect(producer.counters.inFlightRecords == 0)
        await producer.shutdown()
    }

    @Test func shutdownMayBeCalledFromManySides() async throws {
        let producer = try cluster.producer()
        for _ in 0..<10 { try producer.post(ProducerRecord(topic: "t", value: [1])) }
        await withTaskGroup { group in
            for _ in 0..<5 { group.addTask { #expect(await producer.shutdown().delivered == 10) } }
        }
        let error = try await #require(throws: KafkaError.self) {
            _ = try await producer.send(ProducerRecord(topic: "t", value: [1]))
        }
        #expect(error.code == .shutDown)
    }

    @Test func aDroppedProducerStillSends() async throws {
        let observer = try cluster.producer()
        do {
            let producer = try cluster.producer()
            for _ in 0..<100 { try producer.post(ProducerRecord(topic: "t", value: [1], partition: 0)) }
        }
        var offset: Int64 = 0
        while offset < 100 {
            offset = try await observer.send(ProducerRecord(topic: "t", value: [2], partition: 0)).offset ?? 0
        }
        await observer.shutdown()
    }
}
