// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import CRdkafka
import RdkafkaTesting
import Testing

@testable import Rdkafka

/// The end of a consumer in every state.
@Suite(.timeLimit(.minutes(2))) struct ConsumerLifeTests {
    private let lonely: KafkaConfiguration = ["bootstrap.servers": "127.0.0.1:1", "group.id": "g"]

    @Test("H28: a call that blocks stops no other, ends at once when its task is cancelled, and outlives no client")
    func h28() async throws {
        let consumer = try KafkaConsumer(configuration: lonely)
        let call = Task { () throws(KafkaError) in try await consumer.offsetsForTimes([.t(0): 0], timeout: .seconds(3))
        }
        while consumer.core.calls.callsUnderWay == 0 { await Task.yield() }
        #expect(consumer.store([TopicPartitionOffset(.t(0), offset: 1)]) == [.t(0)])
        #expect(try await consumer.subscription() == [])
        call.cancel()
        let error = await #expect(throws: KafkaError.self) { try await call.value }
        #expect(error?.code == .cancelled)
        // It is still out, and the client must wait for it, but nobody has to wait for the client.
        #expect(consumer.core.calls.callsUnderWay == 1)
        let report = await consumer.shutdown(timeout: .milliseconds(100))
        #expect(report.callsUnderWay == 1 && !report.hasEnded)
        await #expect(throws: KafkaError.self) { try await consumer.committed([.t(0)]) }
    }

    @Test func callsThatWaitForAThreadEndWithTheConsumer() async throws {
        let consumer = try KafkaConsumer(configuration: lonely)
        let calls = (0..<12).map { number in
            Task { () throws(KafkaError) in
                try await consumer.watermarks(of: .t(Int32(number)), timeout: .seconds(2))
            }
        }
        while consumer.core.calls.callsUnderWay < 4 { await Task.yield() }
        #expect(await consumer.shutdown(timeout: .milliseconds(100)).callsUnderWay == 4)
        var refused = 0
        for call in calls {
            let error = await #expect(throws: KafkaError.self) { try await call.value }
            if error?.code == .shutDown { refused += 1 }
        }
        #expect(refused == 8)
    }

    @Test func aCallThatHasNoAnswerEndsByItsTime() async throws {
        let consumer = try KafkaConsumer(configuration: lonely)
        let error = try await #require(throws: KafkaError.self) {
            try await consumer.watermarks(of: .t(0), timeout: .milliseconds(100))
        }
        #expect(error.code == .timedOut || error.isRetriable)
        await consumer.shutdown(timeout: .milliseconds(100))
    }

    @Test("H29: an event that nobody knows is passed over")
    func h29() async throws {
        let filled = try FilledCluster()
        let consumer = try filled.consumer()
        #expect(passOver(consumer) == RD_KAFKA_EVENT_OFFSET_COMMIT)
        #expect(consumer.metrics.errors == 0)
        await consumer.shutdown()
    }

    /// Hands the answer to a commit to who takes the events that all clients have. Returns its type.
    private func passOver(_ consumer: KafkaConsumer) -> Int32? {
        let client = unsafe consumer.core.handle.client
        let queue = unsafe QueueHandle(rd_kafka_queue_new(client))
        let offsets = PartitionList([TopicPartitionOffset(.t(0), offset: 1)])
        _ = unsafe rd_kafka_commit_queue(client, offsets.pointer, queue.pointer, nil, nil)
        guard let event = PolledQueue(queue).poll(milliseconds: 60_000) else { return nil }
        consumer.core.events.handle(event)
        return event.type
    }

    @Test("H18: a fatal error is thrown, once, and the consumer ends")
    func h18() async throws {
        let filled = try FilledCluster()
        let consumer = try filled.consumer()
        try await consumer.assign([.t(0): .beginning])
        let reading = Task { try await consumer.batches.first { _ in true } }
        _ = consumer.core.withHandle {
            unsafe rd_kafka_test_fatal_error($0.client, RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID, "test")
        }
        let error = try await #require(throws: KafkaError.self) { try await reading.value }
        #expect(error.isFatal && error.code == .fatal)
        #expect(try await consumer.batches.first { _ in true } == nil)
        await consumer.shutdown()
    }

    @Test func aConsumerThatWasNeverUsedEnds() async throws {
        let consumer = try KafkaConsumer(configuration: lonely)
        let report = await consumer.shutdown()
        #expect(report.hasLeftGroup && report.hasEnded && report.callsUnderWay == 0)
    }

    @Test func aConsumerEndsWhileItsReaderIsKeptOut() async throws {
        let filled = try FilledCluster()
        try await filled.fill("t", 20)
        let consumer = try filled.consumer()
        try await consumer.assign([.t(0): .beginning])
        let (core, started, finish) = (consumer.core, Credits(0), Credits(0))
        let thread = NativeThread(name: "test") {
            core.changing {
                started.add()
                _ = finish.take(within: .seconds(60))
            }
        }
        #expect(await Task.detached { started.take(within: .seconds(60)) }.value)
        await consumer.shutdown()
        finish.add()
        thread?.join()
    }

    @Test func recordsOutliveAConsumerThatWasDropped() async throws {
        let filled = try FilledCluster()
        try await filled.fill("t", 3)
        var consumer: KafkaConsumer? = try filled.consumer()
        try await consumer?.assign([.t(0): .beginning])
        let record = try await consumer?.records.first { _ in true }
        weak let core = consumer?.core
        consumer = nil
        #expect(record?.value == [0])
        while core != nil { try await Task.sleep(for: .milliseconds(5)) }
        #expect(record?.value == [0])
    }

    @Test func whenItCouldNotTellItsGroupItSaysSo() async throws {
        let filled = try FilledCluster()
        try await filled.fill("t", 1)
        let consumer = try filled.consumer()
        try await consumer.subscribe(to: ["t"])
        _ = try await consumer.batches.first { !$0.isEmpty }
        // The coordinator is there, but its answer takes longer than a request may.
        try filled.cluster.setBroker(1, roundTripTime: .seconds(100))
        #expect(await consumer.shutdown(timeout: .milliseconds(300)).hasLeftGroup == false)
    }

    @Test func consumersLeaveNoThreadBehind() async {
        await #expect(processExitsWith: .success) {
            let filled = try FilledCluster()
            try await filled.fill("t", 1)
            try await ConsumerLifeTests().use(filled, 2)
            let before = try await ClientThreads.settledCount()
            try await ConsumerLifeTests().use(filled, 20)
            try await ClientThreads.settle(to: before)
        }
    }

    private func use(_ filled: FilledCluster, _ count: Int) async throws {
        for number in 0..<count {
            let consumer = try filled.consumer()
            if number % 4 == 3 { continue }
            try await consumer.assign([.t(0): .beginning])
            if number % 4 == 2 { continue }
            #expect(try await offsets(1, from: consumer) == [0])
            if number % 4 == 0 { await consumer.shutdown() }
        }
    }
}
