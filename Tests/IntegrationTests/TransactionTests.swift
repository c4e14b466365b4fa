// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Rdkafka
import TestSupport
import Testing

/// Transactions on a real Kafka, whose coordinator, fencing and isolation the mock has not.
@Suite(.needsRealKafka, .timeLimit(.minutes(2))) struct TransactionTests {
    private struct SomeError: Error {}

    @Test func consumersThatReadWhatIsCommittedSeeExactlyThat() async throws {
        let bootstrap = try #require(TestBroker.bootstrap)
        let topic = uniqueTopic("transactions")
        let producer = try KafkaProducer.transactional(uniqueName("tx"), at: bootstrap)
        try await producer.withTransaction { transaction in
            for number in 0..<10 { try transaction.post(ProducerRecord(topic: topic, number)) }
        }
        await #expect(throws: TransactionFailure<any Error>.self) {
            try await producer.withTransaction { transaction in
                let records = (10..<20).map { ProducerRecord(topic: topic, $0) }
                // They are in the log, and so read by who reads all of it.
                #expect(try await transaction.send(contentsOf: records).failureCount == 0)
                throw SomeError()
            }
        }
        try await producer.withTransaction { transaction in
            for number in 20..<25 { try await transaction.enqueue(ProducerRecord(topic: topic, number)) }
        }
        #expect(await producer.shutdown().transaction == .none)

        let committed = try await numbers(in: topic, until: 24, at: bootstrap)
        #expect(committed == Array(0..<10) + Array(20..<25))
        let all = try await numbers(in: topic, until: 24, at: bootstrap, ["isolation.level": "read_uncommitted"])
        #expect(all == Array(0..<25))
    }

    @Test func aSecondProducerOfTheSameIDFencesTheFirst() async throws {
        let bootstrap = try #require(TestBroker.bootstrap)
        let topic = uniqueTopic("transactions")
        let id = uniqueName("tx")
        let first = try KafkaProducer.transactional(id, at: bootstrap)
        try await first.initTransactions()
        let transaction = try await first.beginTransaction()
        _ = try await transaction.send(ProducerRecord(topic: topic, 1))

        let second = try KafkaProducer.transactional(id, at: bootstrap)
        try await second.withTransaction { transaction in
            _ = try await transaction.send(ProducerRecord(topic: topic, 2))
        }

        let error = try await #require(throws: TransactionError.self) {
            try await first.commitTransaction(transaction)
        }
        guard case .fatal(let error) = error else { throw error }
        #expect(error.isFatal)
        #expect(first.fatalError?.isFatal == true)
        let failure = try await #require(throws: TransactionFailure<Never>.self) {
            try await first.withTransaction { _ in }
        }
        #expect(failure.isFatal)
        await first.shutdown(timeout: .seconds(5))
        await second.shutdown()
        #expect(try await numbers(in: topic, until: 2, at: bootstrap) == [2])
    }

    @Test func whatIsTransformedIsThereOnceThoughAnInstanceIsKilledInATransaction() async throws {
        let bootstrap = try #require(TestBroker.bootstrap)
        let names = TransformationNames()
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": bootstrap])
        let input = (0..<300).map { ProducerRecord(topic: names.input, $0) }
        #expect(try await producer.send(contentsOf: input).failureCount == 0)

        // Killed when its third transaction has everything but the commit.
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [names = names as TransformationNames, bootstrap = bootstrap as String] in
            try await Transformation(names, bootstrap: bootstrap, batchSize: 40).run { transactions, _ in
                if transactions == 2 { kill(getpid(), SIGKILL) }
                return true
            }
        }
        // Its successor takes over at once: it has the same name in the group, and fences it.
        try await Transformation(names, bootstrap: bootstrap, batchSize: 70).run { _, last in last < 299 }

        #expect(try await numbers(in: names.output, until: 1299, at: bootstrap) == Array(1000..<1300))
        let all = try await numbers(
            in: names.output, until: 1299, at: bootstrap, ["isolation.level": "read_uncommitted"])
        // What the killed one had sent is in the log too.
        #expect(all.count > 300)
        await producer.shutdown()
    }

    /// The numbers that are in a topic of one partition, up to the last one.
    private func numbers(
        in topic: String, until last: Int, at bootstrap: String, _ properties: [String: String] = [:]
    ) async throws -> [Int] {
        let consumer = try KafkaConsumer(
            configuration: KafkaConfiguration([
                "bootstrap.servers": bootstrap, "group.id": uniqueGroup("reader"), "auto.offset.reset": "earliest",
            ]).withDefaults(properties))
        try await consumer.subscribe(to: [topic])
        var numbers: [Int] = []
        for try await batch in consumer.batches {
            numbers += batch.compactMap { $0.number }
            if numbers.last == last { break }
        }
        await consumer.shutdown()
        return numbers
    }
}
