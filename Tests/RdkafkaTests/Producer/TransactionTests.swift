// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import RdkafkaTesting
import Testing

@testable import Rdkafka

/// Transactions, what is part of them, and in which order they are called for.
@Suite(.timeLimit(.minutes(2))) struct TransactionTests {
    let test: TransactionCluster

    private struct SomeError: Error {}

    init() throws {
        test = try TransactionCluster()
    }

    @Test func aTransactionReturnsWhatItsBlockDoes() async throws {
        let producer = try test.producer()
        for expected in 0..<3 {
            let offset = try await producer.withTransaction { transaction in
                try transaction.post(test.record)
                return try await transaction.send(test.record).offset
            }
            // The mock counts no control records, or, in newer versions, one a transaction.
            #expect([expected * 2 + 1, expected * 3 + 1].map(Int64.init).contains(offset))
        }
        let report = await producer.shutdown()
        #expect((report.delivered, report.failed, report.transaction) == (6, 0, .none))
    }

    @Test func aBlockThatThrowsIsAborted() async throws {
        let producer = try test.producer(["linger.ms": "300"])
        let failure = try await #require(throws: TransactionFailure<SomeError>.self) {
            try await producer.withTransaction { (transaction) throws(SomeError) in
                try? transaction.post(test.record)
                throw SomeError()
            }
        }
        guard case .aborted = failure else { throw failure }
        #expect(failure.transactionError == nil)
        #expect(producer.counters.failed == 1)
        // The next one is not affected.
        try await producer.withTransaction { transaction in _ = try await transaction.send(test.record) }
        await producer.shutdown()
    }

    @Test func whatOutlivesItsTransactionSendsNothing() async throws {
        let producer = try test.producer()
        let old = try await producer.withTransaction { transaction in transaction }
        try await producer.withTransaction { transaction in
            _ = try await transaction.send(test.record)
            for _ in 0..<3 {
                let error = try await #require(throws: KafkaError.self) { _ = try await old.send(test.record) }
                #expect(error.code == .invalidState)
                #expect(throws: KafkaError.self) { try old.post(test.record) }
            }
        }
        #expect(producer.counters.delivered == 1)
        let error = try await #require(throws: KafkaError.self) { _ = try await producer.send(test.record) }
        #expect(error.code == .invalidState)
        await producer.shutdown()
    }

    @Test func aTransactionDoesNotBeginBeforeTheSendsOfTheOneBeforeAreOver() async throws {
        let producer = try test.producer()
        try await producer.initTransactions()
        let old = try await producer.beginTransaction()
        // A send that has looked whether its transaction is open, and not yet handed its record over.
        let transactions = producer.core.transactions
        try transactions.beginSend(old.number)
        while transactions.phase != .ready {
            try? await producer.abortTransaction(old, timeout: .milliseconds(100))
        }
        let error = try await test.fails(.retriable) { _ = try await producer.beginTransaction() }
        #expect(error.isRetriable)
        let next = Task { try await producer.withTransaction { try await $0.send(test.record) } }
        while !transactions.isCalling { await Task.yield() }
        #expect(transactions.phase == .ready)
        transactions.endSend()
        _ = try await next.value
        let another = try await producer.beginTransaction()
        try await producer.abortTransaction(another)
        await producer.shutdown()
    }

    @Test func withoutATransactionalIDEachCallIsRefused() async throws {
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": test.cluster.bootstrapServers])
        let error = try await test.fails(.refused) { try await producer.initTransactions() }
        #expect(error.message.contains("transactional.id"))
        await producer.shutdown()
    }

    @Test func callsOutOfOrderAreRefused() async throws {
        let producer = try test.producer()
        _ = try await test.fails(.refused) { _ = try await producer.beginTransaction() }
        try await producer.initTransactions()
        let transaction = try await producer.beginTransaction()
        for error in [
            try await test.fails(.refused) { _ = try await producer.beginTransaction() },
            try await test.fails(.refused) { try await producer.initTransactions() },
        ] {
            #expect(error.code == .invalidState)
        }
        let other = try test.producer()
        _ = try await test.fails(.refused) { try await other.commitTransaction(transaction) }
        try await producer.commitTransaction(transaction)
        _ = try await test.fails(.refused) { try await producer.abortTransaction(transaction) }
        await producer.shutdown()
        await other.shutdown()
    }
}
