// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import RdkafkaTesting
import Testing

@testable import Rdkafka

/// A producer ends by its deadline whatever is outstanding, says what was left, and leaves nobody waiting.
@Suite(.timeLimit(.minutes(2))) struct ProducerLifeTests {
    private let record = ProducerRecord(topic: "t", value: [1])

    private func producer(at bootstrap: String, _ properties: [String: String] = [:]) throws -> KafkaProducer {
        try KafkaProducer(configuration: KafkaConfiguration(["bootstrap.servers": bootstrap]).withDefaults(properties))
    }

    /// Nobody is there.
    private static let nowhere = "127.0.0.1:1"

    private func code(of send: Task<some Sendable, any Error>) async -> KafkaError.Code? {
        do {
            _ = try await send.value
            return nil
        } catch {
            return (error as? KafkaError)?.code
        }
    }

    @Test func oneThatNeverConnectedEnds() async throws {
        let idle = try producer(at: Self.nowhere)
        #expect(await idle.shutdown(timeout: .milliseconds(20)).unacknowledged == 0)
        let producer = try producer(at: Self.nowhere)
        let single = Task { try await producer.send(record) }
        let batch = Task { try await producer.send(contentsOf: Array(repeating: record, count: 10)).failureCount }
        await producer.handedOver(11)
        #expect(await producer.shutdown(timeout: .milliseconds(20)).unacknowledged == 11)
        #expect(await code(of: single) == .purged)
        #expect(try await batch.value == 10)
    }

    @Test func whoWaitsForRoomIsToldThatTheProducerEnds() async throws {
        let producer = try producer(at: Self.nowhere, ["queue.buffering.max.messages": "2"])
        for _ in 0..<2 { try producer.post(record) }
        let singles = (0..<20).map { _ in Task { try await producer.send(record) } }
        let posts = (0..<20).map { _ in Task { try await producer.enqueue(record) } }
        let batch = Task { try await producer.send(contentsOf: [record, record, record]) }
        let report = await producer.shutdown(timeout: .milliseconds(20))
        #expect((report.unacknowledged, report.failed) == (2, 2))
        for send in singles { #expect(await code(of: send) == .shutDown) }
        for post in posts { #expect(await code(of: post) == .shutDown) }
        #expect(await code(of: batch) == .shutDown)
    }

    @Test func whatHoldsTheClientUpHoldsNobodyElseUp() async throws {
        weak var table: DeliveryTable?
        do {
            let producer = try producer(at: Self.nowhere)
            table = producer.core.table
            let gate = producer.core.gate
            let single = Task { try await producer.send(record) }
            await producer.handedOver(1)
            // A call that doesn't return, and a record that has no report.
            let load = InFlightGate.Load(records: 1, bytes: 1)
            #expect(gate.beginCall() && gate.tryEnter(load))
            let slot = try #require(producer.core.table.slots.acquire())
            let stuck = Task { await slot.wait() }
            let start = ContinuousClock.now
            let report = await producer.shutdown(timeout: .zero)
            #expect((report.unacknowledged, report.hasEnded) == (2, false))
            #expect(ContinuousClock.now - start < .seconds(8))
            #expect(await code(of: single) == .purged)
            #expect(await stuck.value == .cancelled(freesSlot: false))
            gate.endCall()
            gate.turnBack(load)
        }
        while table != nil { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test func aCancelledTaskMayShutDown() async throws {
        let producer = try producer(at: Self.nowhere)
        try producer.post(record)
        let shutdown = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await producer.shutdown(timeout: .milliseconds(20)).unacknowledged
        }
        #expect(await shutdown.value == 1)
    }

    @Test func aFlushEndsWithTheProducer() async throws {
        let producer = try producer(at: Self.nowhere)
        try producer.post(record)
        let (isFlushing, flushing) = AsyncStream<Void>.makeStream()
        let flush = Task {
            flushing.yield()
            try await producer.flush(timeout: .seconds(60))
        }
        for await _ in isFlushing { break }
        #expect(await producer.shutdown(timeout: .milliseconds(20)).unacknowledged == 1)
        // It may have seen the last record go before it saw the end.
        #expect([.shutDown, nil].contains(await code(of: flush)))
        let late = try await #require(throws: KafkaError.self) { try await producer.flush(timeout: .seconds(60)) }
        #expect(late.code == .shutDown)
    }

    @Test func cancellingHasItsEffectInEachPhase() async throws {
        let producer = try producer(at: Self.nowhere, ["queue.buffering.max.messages": "4"])
        func cancelled(_ body: @escaping @Sendable () async throws -> Void) async throws -> KafkaError {
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await body()
            }
            return try await #require(throws: KafkaError.self) { try await task.value }
        }
        // Before anything is done.
        for error in [
            try await cancelled { _ = try await producer.send(record) },
            try await cancelled { _ = try await producer.send(contentsOf: [record]) },
            try await cancelled { try await producer.enqueue(record) },
        ] {
            #expect((error.code, error.deliveryStatus) == (.cancelled, .notPersisted))
        }
        #expect(try await cancelled { try await producer.flush(timeout: .seconds(60)) }.code == .cancelled)
        // While the report is to come.
        let single = Task { try await producer.send(record) }
        let batch = Task { try await producer.send(contentsOf: [record, record, record]) }
        await producer.handedOver(4)
        single.cancel()
        batch.cancel()
        #expect(await code(of: single) == .cancelled)
        #expect(await code(of: batch) == .cancelled)
        // While there is no room.
        let waiting = Task { try await producer.send(record) }
        let flush = Task { try await producer.flush(timeout: .seconds(60)) }
        waiting.cancel()
        flush.cancel()
        #expect(await code(of: waiting) == .cancelled)
        #expect(await code(of: flush) == .cancelled)
        #expect(producer.counters.inFlightRecords == 4)
        #expect(await producer.shutdown(timeout: .zero).unacknowledged == 4)
    }

    @Test func droppingTheLastReferenceNeverBlocks() async {
        await #expect(processExitsWith: .success) {
            let tests = ProducerLifeTests()
            let before = ClientThreads.count
            for _ in 0..<5 {
                let producer = try tests.producer(at: ProducerLifeTests.nowhere, ["message.timeout.ms": "1000"])
                try producer.post(tests.record)
            }
            // Their records keep them for a second, in the background.
            #expect(ClientThreads.count > before)
            while ClientThreads.count > before { try await Task.sleep(for: .milliseconds(5)) }
        }
    }

    @Test func threadsAndMemoryReturn() async {
        await #expect(processExitsWith: .success) {
            let cluster = try MockCluster()
            try await ProducerLifeTests().live(20, at: cluster.bootstrapServers)
            let threads = try await ClientThreads.settledCount()
            let memory = try ClientThreads.residentKilobytes()
            try await ProducerLifeTests().live(60, at: cluster.bootstrapServers)
            try await ClientThreads.settle(to: threads)
            // AddressSanitizer keeps what was freed for a while.
            #if !ASAN
            #expect(try ClientThreads.residentKilobytes() - memory < 6000)
            #else
            _ = memory
            #endif
        }
    }

    /// Makes so many producers, uses them and ends them.
    private func live(_ count: Int, at bootstrap: String) async throws {
        for _ in 0..<count {
            // With idempotence librdkafka may look for a producer id only every half second.
            let producer = try producer(at: bootstrap, ["enable.idempotence": "false"])
            _ = try await producer.send(record)
            #expect(await producer.shutdown(timeout: .seconds(10)).unacknowledged == 0)
        }
    }
}
