// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import RdkafkaTesting
import TestSupport
import Testing

@testable import Rdkafka

@Suite(.timeLimit(.minutes(2))) struct ReportChannelTests {
    let cluster: MockCluster

    init() throws {
        cluster = try MockCluster()
    }

    @Test func eachReportComesOnceWithItsContext() async throws {
        let producer = try cluster.producer()
        let seen = Shared<[Int: Int64]>([:])
        let channel = ReportChannel<Int>(producer) { reports in
            for report in reports {
                guard case .success(let delivery) = report.result else { continue }
                seen.update { #expect($0.updateValue(delivery.offset ?? -1, forKey: report.context) == nil) }
            }
        }
        for number in 0..<500 {
            try channel.post(ProducerRecord(topic: "t", value: [1], partition: 1), context: number)
        }
        for number in 500..<1000 {
            try await channel.enqueue(ProducerRecord(topic: "t", value: [1], partition: 1), context: number)
        }
        await producer.shutdown()
        #expect(seen.value.count == 1000)
        #expect((0..<1000).allSatisfy { seen.value[$0] == Int64($0) })
    }

    @Test func failuresComeWithWhatIsKnownOfTheRecord() async throws {
        let producer = try cluster.producer()
        let codes = Codes()
        let channel = ReportChannel<String>(producer) { reports in
            for report in reports {
                guard case .failure(let error) = report.result, report.context == "c" else { continue }
                #expect(error.deliveryStatus == .notPersisted)
                codes.add(error.code)
            }
        }
        try cluster.setBroker(1, down: true)
        for _ in 0..<200 { try channel.post(ProducerRecord(topic: "t", value: [1]), context: "c") }
        #expect(await producer.shutdown(timeout: .zero).unacknowledged == 200)
        #expect(codes.all == [.purged: 200])
    }

    @Test("a record whose report is waited for no longer may be stored")
    func givenUp() async throws {
        let producer = try cluster.producer()
        _ = try await producer.send(ProducerRecord(topic: "t", value: [1]))
        let errors = Collected<KafkaError>()
        let channel = ReportChannel<Int>(producer) { reports in
            for case .failure(let error) in reports.map(\.result) { errors.append(error) }
        }
        try cluster.setBroker(1, roundTripTime: .seconds(1))
        try channel.post(ProducerRecord(topic: "t", value: [1]), context: 1)
        producer.core.table.slots.abandonAll()
        let error = try #require(try await errors.waitForCount(1).first)
        #expect(error.code == .shutDown && error.deliveryStatus == .possiblyPersisted)
        await producer.shutdown()
    }

    @Test func whatIsGivenUpDuringTheCallThatRefusesItIsToldOnce() async throws {
        let producer = try cluster.producer(["message.max.bytes": "2000"])
        let told = Shared<[Int]>([])
        let channel = ReportChannel<Int>(producer, capacity: 10_000) { reports in
            told.update { told in told += reports.map(\.context) }
        }
        let table = producer.core.table
        var (accepted, thrown): (Set<Int>, Set<Int>) = ([], [])
        // What a shutdown does whose time is up.
        let isOver = Flag()
        let thread = try #require(
            NativeThread(name: "test") { while !isOver.isSet { table.slots.abandonAll() } })
        var number = 0
        while number < 1000 || accepted.isEmpty || thrown.isEmpty {
            number += 1
            do {
                try channel.post(
                    ProducerRecord(topic: "t", value: [UInt8](repeating: 0, count: 3000)), context: number)
                accepted.insert(number)
            } catch {
                thrown.insert(number)
            }
        }
        isOver.set()
        thread.join()
        await producer.shutdown()
        #expect(told.value.count == accepted.count)
        #expect(Set(told.value) == accepted)
    }

    @Test func whatTheCallRefusesTheHandlerIsNotTold() async throws {
        let producer = try cluster.producer(["message.max.bytes": "2000"])
        let contexts = Shared<[Int]>([])
        let channel = ReportChannel<Int>(producer) { reports in
            contexts.update { contexts in contexts += reports.map(\.context) }
        }
        // The partitions are known after the first record.
        _ = try await producer.send(ProducerRecord(topic: "t", value: [1]))
        let bad = [
            ProducerRecord(topic: "t", value: [1], partition: 99),
            ProducerRecord(topic: "not a topic", value: [1]),
            ProducerRecord(topic: "t", value: [UInt8](repeating: 0, count: 3000)),
        ]
        for record in bad {
            #expect(throws: KafkaError.self) { try channel.post(record, context: 1) }
            await #expect(throws: KafkaError.self) { try await channel.enqueue(record, context: 1) }
        }
        try channel.post(ProducerRecord(topic: "t", value: [1]), context: 2)
        await producer.shutdown()
        #expect(contexts.value == [2])
        #expect(throws: KafkaError.self) { try channel.post(ProducerRecord(topic: "t", value: [1]), context: 3) }
        await #expect(throws: KafkaError.self) {
            try await channel.enqueue(ProducerRecord(topic: "t", value: [1]), context: 3)
        }
        #expect(producer.counters.inFlightRecords == 0)
    }

    @Test func nothingOfTheProgramsEndsOnAThreadOfLibrdkafkas() async throws {
        final class Token: Sendable {
            let ends: Shared<[Bool]>
            init(_ ends: Shared<[Bool]>) { self.ends = ends }
            deinit { ends.update { [isThere = ReportingThread.isCurrent] in $0.append(isThere) } }
        }
        let producer = try cluster.producer()
        let ends = Shared<[Bool]>([])
        for _ in 0..<500 {
            // The channel goes, and its handler's token with it, when the last report is told.
            let token = Token(ends)
            let channel = ReportChannel<Token>(producer) { _ in _ = token }
            for _ in 0..<9 {
                try await channel.enqueue(ProducerRecord(topic: "t", value: [1]), context: Token(ends))
            }
        }
        await producer.shutdown()
        while ends.value.count < 5000 { await Task.yield() }
        #expect(!ends.value.contains(true))
    }

    @Test func contextsLiveAsLongAsTheirRecords() async throws {
        final class Token: Sendable {}
        let producer = try cluster.producer()
        weak var weakToken: Token?
        do {
            let token = Token()
            weakToken = token
            let channel = ReportChannel<Token>(producer) { _ in }
            try channel.post(ProducerRecord(topic: "t", value: [1]), context: token)
            #expect(throws: KafkaError.self) {
                try channel.post(ProducerRecord(topic: "not a topic", value: [1]), context: token)
            }
        }
        await producer.shutdown()
        while weakToken != nil { await Task.yield() }
    }
}
