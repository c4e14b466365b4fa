// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import RdkafkaTesting
import Testing

@testable import Rdkafka

@Suite(.timeLimit(.minutes(2))) struct TransactionTests {
    let cluster: MockCluster

    private static let initProducerID: ApiKey = 22
    private static let addPartitionsToTransaction: ApiKey = 24
    private static let addOffsetsToTransaction: ApiKey = 25
    private static let endTransaction: ApiKey = 26

    private struct SomeError: Error {}

    private enum Kind { case retriable, abortable, fatal, refused }

    /// The error of a call that fails in the way of that kind.
    private func fails(_ kind: Kind, of call: () async throws -> Void) async throws -> KafkaError {
        let error = try await #require(throws: TransactionError.self) { try await call() }
        switch (kind, error) {
        case (.retriable, .retriable(let error)), (.abortable, .abortable(let error)), (.fatal, .fatal(let error)),
            (.refused, .refused(let error)):
            return error
        default: throw error
        }
    }

    init() throws {
        cluster = try MockCluster()
        try cluster.createTopic("t", partitions: 1)
    }

    private func producer(_ properties: [String: String] = [:]) throws -> KafkaProducer {
        try KafkaProducer(
            configuration: KafkaConfiguration([
                "bootstrap.servers": cluster.bootstrapServers, "transactional.id": "tx",
            ]).withDefaults(properties))
    }

    private let record = ProducerRecord(topic: "t", value: [1])

    private func code(_ number: Int32) -> KafkaError.ResponseCode { KafkaError.ResponseCode(rawValue: number) }

    @Test func aTransactionReturnsWhatItsBlockDoes() async throws {
        let producer = try producer()
        for expected in 0..<3 {
            let offset = try await producer.withTransaction { transaction in
                try transaction.post(record)
                return try await transaction.send(record).offset
            }
            // The mock counts no control records, or, in newer versions, one a transaction.
            #expect([expected * 2 + 1, expected * 3 + 1].map(Int64.init).contains(offset))
        }
        let report = await producer.shutdown()
        #expect((report.delivered, report.failed, report.transaction) == (6, 0, .none))
    }

    @Test func aBlockThatThrowsIsAborted() async throws {
        let producer = try producer(["linger.ms": "300"])
        let failure = try await #require(throws: TransactionFailure<SomeError>.self) {
            try await producer.withTransaction { (transaction) throws(SomeError) in
                try? transaction.post(record)
                throw SomeError()
            }
        }
        guard case .aborted = failure else { throw failure }
        #expect(failure.transactionError == nil)
        #expect(producer.counters.failed == 1)
        // The next one is not affected.
        try await producer.withTransaction { transaction in _ = try await transaction.send(record) }
        await producer.shutdown()
    }

    @Test func whatOutlivesItsTransactionSendsNothing() async throws {
        let producer = try producer()
        let old = try await producer.withTransaction { transaction in transaction }
        try await producer.withTransaction { transaction in
            _ = try await transaction.send(record)
            for _ in 0..<3 {
                let error = try await #require(throws: KafkaError.self) { _ = try await old.send(record) }
                #expect(error.code == .invalidState)
                #expect(throws: KafkaError.self) { try old.post(record) }
            }
        }
        #expect(producer.counters.delivered == 1)
        let error = try await #require(throws: KafkaError.self) { _ = try await producer.send(record) }
        #expect(error.code == .invalidState)
        await producer.shutdown()
    }

    @Test func aTransactionDoesNotBeginBeforeTheSendsOfTheOneBeforeAreOver() async throws {
        let producer = try producer()
        try await producer.initTransactions()
        let old = try await producer.beginTransaction()
        // A send that has looked whether its transaction is open, and not yet handed its record over.
        let transactions = producer.core.transactions
        try transactions.beginSend(old.number)
        while transactions.phase != .ready {
            try? await producer.abortTransaction(old, timeout: .milliseconds(100))
        }
        let error = try await fails(.retriable) { _ = try await producer.beginTransaction() }
        #expect(error.isRetriable)
        let next = Task { try await producer.withTransaction { try await $0.send(record) } }
        while !transactions.isCalling { await Task.yield() }
        #expect(transactions.phase == .ready)
        transactions.endSend()
        _ = try await next.value
        let another = try await producer.beginTransaction()
        try await producer.abortTransaction(another)
        await producer.shutdown()
    }

    @Test func withoutATransactionalIDEachCallIsRefused() async throws {
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": cluster.bootstrapServers])
        let error = try await fails(.refused) { try await producer.initTransactions() }
        #expect(error.message.contains("transactional.id"))
        await producer.shutdown()
    }

    @Test func callsOutOfOrderAreRefused() async throws {
        let producer = try producer()
        _ = try await fails(.refused) { _ = try await producer.beginTransaction() }
        try await producer.initTransactions()
        let transaction = try await producer.beginTransaction()
        for error in [
            try await fails(.refused) { _ = try await producer.beginTransaction() },
            try await fails(.refused) { try await producer.initTransactions() },
        ] {
            #expect(error.code == .invalidState)
        }
        let other = try self.producer()
        _ = try await fails(.refused) { try await other.commitTransaction(transaction) }
        try await producer.commitTransaction(transaction)
        _ = try await fails(.refused) { try await producer.abortTransaction(transaction) }
        await producer.shutdown()
        await other.shutdown()
    }

    @Test func anAbortableErrorIsToldAsSuchAndAbortRecovers() async throws {
        let producer = try producer()
        try await producer.initTransactions()
        // TOPIC_AUTHORIZATION_FAILED
        cluster.failRequests(api: Self.addPartitionsToTransaction, with: [code(29)])
        let transaction = try await producer.beginTransaction()
        let sent = try await #require(throws: KafkaError.self) { _ = try await transaction.send(record) }
        #expect(sent.deliveryStatus == .notPersisted)
        _ = try await fails(.abortable) { try await producer.commitTransaction(transaction) }
        try await producer.abortTransaction(transaction)
        try await producer.withTransaction { transaction in _ = try await transaction.send(record) }
        #expect(producer.fatalError == nil)
        await producer.shutdown()
    }

    @Test func aBlockWhoseCommitFailsIsAborted() async throws {
        let producer = try producer()
        try await producer.initTransactions()
        // INVALID_PRODUCER_ID_MAPPING
        cluster.failRequests(api: Self.endTransaction, with: [code(49)])
        let failure = try await #require(throws: TransactionFailure<any Error>.self) {
            try await producer.withTransaction { transaction in _ = try await transaction.send(record) }
        }
        guard case .transaction(.abortable) = failure else { throw failure }
        try await producer.withTransaction { transaction in _ = try await transaction.send(record) }
        await producer.shutdown()
    }

    @Test func aRetriableErrorOfACommitIsTriedAgain() async throws {
        let producer = try producer(["retry.backoff.ms": "10"])
        // COORDINATOR_LOAD_IN_PROGRESS, CONCURRENT_TRANSACTIONS
        cluster.failRequests(api: Self.endTransaction, with: [code(14), code(51), code(14)])
        try await producer.withTransaction { transaction in _ = try await transaction.send(record) }
        await producer.shutdown()
    }

    @Test func beingFencedIsFatal() async throws {
        let producer = try producer()
        try await producer.initTransactions()
        // PRODUCER_FENCED
        cluster.failRequests(api: Self.endTransaction, with: [code(90)])
        let failure = try await #require(throws: TransactionFailure<any Error>.self) {
            try await producer.withTransaction { transaction in _ = try await transaction.send(record) }
        }
        guard case .transaction(.fatal(let error)) = failure else { throw failure }
        #expect(error.code == .fatal && error.isFatal && failure.isFatal)
        #expect(producer.fatalError?.isFatal == true)
        _ = try await fails(.fatal) { _ = try await producer.beginTransaction() }
        let sent = try await #require(throws: KafkaError.self) { _ = try await producer.send(record) }
        #expect(sent.isFatal)
        await producer.shutdown(timeout: .seconds(1))
        #expect(producer.fatalError?.isFatal == true)
    }

    @Test func offsetsArePartOfATransaction() async throws {
        let producer = try producer(["retry.backoff.ms": "10"])
        let consumer = try KafkaConsumer(
            configuration: ["bootstrap.servers": cluster.bootstrapServers, "group.id": "g"])
        let group = try await consumer.groupMetadata()
        let offsets = [TopicPartitionOffset(TopicPartition(topic: "t", partition: 0), offset: 1)]
        // COORDINATOR_LOAD_IN_PROGRESS
        cluster.failRequests(api: Self.addOffsetsToTransaction, with: [code(14)])
        let ended = try await producer.withTransaction { transaction in
            try await transaction.sendOffsets(offsets, of: group)
            return transaction
        }
        _ = try await fails(.refused) { try await ended.sendOffsets(offsets, of: group) }
        // GROUP_AUTHORIZATION_FAILED
        cluster.failRequests(api: Self.addOffsetsToTransaction, with: [code(30)])
        let failure = try await #require(throws: TransactionFailure<any Error>.self) {
            try await producer.withTransaction { transaction in
                try await transaction.sendOffsets(offsets, of: group)
            }
        }
        guard case .aborted(TransactionError.abortable) = failure else { throw failure }
        await consumer.shutdown()
        await producer.shutdown()
    }

    @Test func whatIsNotInitializedInTimeGoesOnAndCanBeWaitedForAgain() async throws {
        let producer = try producer()
        try cluster.setBroker(1, down: true)
        let error = try await fails(.retriable) { try await producer.initTransactions(timeout: .milliseconds(50)) }
        #expect(error.isRetriable)
        let task = Task { try await producer.initTransactions() }
        task.cancel()
        let cancelled = try await fails(.refused) { try await task.value }
        #expect(cancelled.code == .cancelled)
        try cluster.setBroker(1, down: false)
        try await producer.initTransactions()
        await producer.shutdown()
    }

    @Test func aCancelledTaskAbortsButDoesNotCutACommitShort() async throws {
        let producer = try producer()
        try await producer.initTransactions()
        let commits = Task {
            try await producer.withTransaction { transaction in
                try transaction.post(record)
                withUnsafeCurrentTask { $0?.cancel() }
            }
        }
        try await commits.value
        #expect(producer.counters.delivered == 1)
        let aborts = Task {
            try await producer.withTransaction { transaction in
                withUnsafeCurrentTask { $0?.cancel() }
                _ = try await transaction.send(record)
            }
        }
        let failure = try await #require(throws: TransactionFailure<any Error>.self) { try await aborts.value }
        guard case .aborted(let cause as KafkaError) = failure else { throw failure }
        #expect(cause.code == .cancelled)
        try await producer.withTransaction { transaction in _ = try await transaction.send(record) }
        await producer.shutdown()
    }

    @Test func aTransactionThatCouldNotBeEndedIsEndedBeforeTheNext() async throws {
        let producer = try producer()
        try await producer.initTransactions()
        let failure = try await #require(throws: TransactionFailure<SomeError>.self) {
            try await producer.withTransaction(timeout: .milliseconds(50)) { (transaction) throws(SomeError) in
                _ = try? await transaction.send(record)
                try? cluster.setBroker(1, down: true)
                throw SomeError()
            }
        }
        guard case .abortFailed(.retriable, _) = failure else { throw failure }
        try cluster.setBroker(1, down: false)
        try await producer.withTransaction { transaction in _ = try await transaction.send(record) }
        #expect(await producer.shutdown().transaction == .none)
    }

    @Test func aShutdownAbortsTheOpenTransaction() async throws {
        let producer = try producer()
        try await producer.initTransactions()
        let transaction = try await producer.beginTransaction()
        _ = try await transaction.send(record)
        let report = await producer.shutdown(timeout: .seconds(30))
        #expect((report.transaction, report.delivered, report.unacknowledged) == (.aborted, 1, 0))
        let error = try await fails(.refused) { try await producer.commitTransaction(transaction) }
        #expect(error.code == .shutDown)
    }

    @Test func aShutdownInsideATransactionWithTheBrokerGoneSaysThatItIsUndecided() async throws {
        let producer = try producer()
        try await producer.initTransactions()
        let transaction = try await producer.beginTransaction()
        _ = try await transaction.send(record)
        try cluster.setBroker(1, down: true)
        try transaction.post(record)
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
