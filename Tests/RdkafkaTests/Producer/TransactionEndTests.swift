// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import RdkafkaTesting
import Testing

@testable import Rdkafka

/// Transactions that are cut short: by time, by a cancellation, by a shutdown.
@Suite(.timeLimit(.minutes(2))) struct TransactionEndTests {
    let test: TransactionCluster

    private struct SomeError: Error {}

    init() throws {
        test = try TransactionCluster()
    }

    @Test func whatIsNotInitializedInTimeGoesOnAndCanBeWaitedForAgain() async throws {
        let producer = try test.producer()
        try test.cluster.setBroker(1, down: true)
        let error = try await test.fails(.retriable) { try await producer.initTransactions(timeout: .milliseconds(50)) }
        #expect(error.isRetriable)
        let task = Task { try await producer.initTransactions() }
        task.cancel()
        let cancelled = try await test.fails(.refused) { try await task.value }
        #expect(cancelled.code == .cancelled)
        try test.cluster.setBroker(1, down: false)
        try await producer.initTransactions()
        await producer.shutdown()
    }

    @Test func aCancelledTaskAbortsButDoesNotCutACommitShort() async throws {
        let producer = try test.producer()
        try await producer.initTransactions()
        let commits = Task {
            try await producer.withTransaction { transaction in
                try transaction.post(test.record)
                withUnsafeCurrentTask { $0?.cancel() }
            }
        }
        try await commits.value
        #expect(producer.counters.delivered == 1)
        let aborts = Task {
            try await producer.withTransaction { transaction in
                withUnsafeCurrentTask { $0?.cancel() }
                _ = try await transaction.send(test.record)
            }
        }
        let failure = try await #require(throws: TransactionFailure<any Error>.self) { try await aborts.value }
        guard case .aborted(let cause as KafkaError) = failure else { throw failure }
        #expect(cause.code == .cancelled)
        try await producer.withTransaction { transaction in _ = try await transaction.send(test.record) }
        await producer.shutdown()
    }

    @Test func aTransactionThatCouldNotBeEndedIsEndedBeforeTheNext() async throws {
        let producer = try test.producer()
        try await producer.initTransactions()
        let failure = try await #require(throws: TransactionFailure<SomeError>.self) {
            try await producer.withTransaction(timeout: .milliseconds(50)) { (transaction) throws(SomeError) in
                _ = try? await transaction.send(test.record)
                try? test.cluster.setBroker(1, down: true)
                throw SomeError()
            }
        }
        guard case .abortFailed(.retriable, _) = failure else { throw failure }
        try test.cluster.setBroker(1, down: false)
        try await producer.withTransaction { transaction in _ = try await transaction.send(test.record) }
        #expect(await producer.shutdown().transaction == .none)
    }

    @Test func aShutdownAbortsTheOpenTransaction() async throws {
        let producer = try test.producer()
        try await producer.initTransactions()
        let transaction = try await producer.beginTransaction()
        _ = try await transaction.send(test.record)
        let report = await producer.shutdown(timeout: .seconds(30))
        #expect((report.transaction, report.delivered, report.unacknowledged) == (.aborted, 1, 0))
        let error = try await test.fails(.refused) { try await producer.commitTransaction(transaction) }
        #expect(error.code == .shutDown)
    }

    @Test func aShutdownInsideATransactionWithTheBrokerGoneSaysThatItIsUndecided() async throws {
        let producer = try test.producer()
        try await producer.initTransactions()
        let transaction = try await producer.beginTransaction()
        _ = try await transaction.send(test.record)
        try test.cluster.setBroker(1, down: true)
        try transaction.post(test.record)
        let commit = Task { try await producer.commitTransaction(transaction) }
        while producer.core.transactions.phase != .committing(1) { await Task.yield() }
        let report = await producer.shutdown(timeout: .milliseconds(100))
        #expect((report.transaction, report.unacknowledged) == (.undecided, 1))
        await #expect(throws: TransactionError.self) { try await commit.value }
    }

    @Test func aProducerThatNeverConnectedEndsWhileItWaitsForItsCoordinator() async throws {
        let producer = try KafkaProducer(
            configuration: ["bootstrap.servers": "127.0.0.1:1", "transactional.id": "tx"])
        let start = Task { try await producer.initTransactions() }
        while !producer.core.transactions.isCalling { await Task.yield() }
        #expect(await producer.shutdown(timeout: .milliseconds(100)).transaction == .none)
        // Retriable, or refused where the end came before the call.
        await #expect(throws: TransactionError.self) { try await start.value }
    }
}
