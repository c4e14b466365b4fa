// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import RdkafkaTesting
import Testing

@testable import Rdkafka

/// What Kafka has against a transaction, and what can be done about it.
@Suite(.timeLimit(.minutes(2))) struct TransactionFailureTests {
    let test: TransactionCluster

    init() throws {
        test = try TransactionCluster()
    }

    private func code(_ number: Int32) -> KafkaError.ResponseCode { KafkaError.ResponseCode(rawValue: number) }

    @Test func anAbortableErrorIsToldAsSuchAndAbortRecovers() async throws {
        let producer = try test.producer()
        try await producer.initTransactions()
        // TOPIC_AUTHORIZATION_FAILED
        test.cluster.failRequests(api: TransactionCluster.addPartitionsToTransaction, with: [code(29)])
        let transaction = try await producer.beginTransaction()
        let sent = try await #require(throws: KafkaError.self) { _ = try await transaction.send(test.record) }
        #expect(sent.deliveryStatus == .notPersisted)
        _ = try await test.fails(.abortable) { try await producer.commitTransaction(transaction) }
        try await producer.abortTransaction(transaction)
        try await producer.withTransaction { transaction in _ = try await transaction.send(test.record) }
        #expect(producer.fatalError == nil)
        await producer.shutdown()
    }

    @Test func aBlockWhoseCommitFailsIsAborted() async throws {
        let producer = try test.producer()
        try await producer.initTransactions()
        // INVALID_PRODUCER_ID_MAPPING
        test.cluster.failRequests(api: TransactionCluster.endTransaction, with: [code(49)])
        let failure = try await #require(throws: TransactionFailure<any Error>.self) {
            try await producer.withTransaction { transaction in _ = try await transaction.send(test.record) }
        }
        guard case .transaction(.abortable) = failure else { throw failure }
        try await producer.withTransaction { transaction in _ = try await transaction.send(test.record) }
        await producer.shutdown()
    }

    @Test func aRetriableErrorOfACommitIsTriedAgain() async throws {
        let producer = try test.producer(["retry.backoff.ms": "10"])
        // COORDINATOR_LOAD_IN_PROGRESS, CONCURRENT_TRANSACTIONS
        test.cluster.failRequests(api: TransactionCluster.endTransaction, with: [code(14), code(51), code(14)])
        try await producer.withTransaction { transaction in _ = try await transaction.send(test.record) }
        await producer.shutdown()
    }

    @Test func beingFencedIsFatal() async throws {
        let producer = try test.producer()
        try await producer.initTransactions()
        // PRODUCER_FENCED
        test.cluster.failRequests(api: TransactionCluster.endTransaction, with: [code(90)])
        let failure = try await #require(throws: TransactionFailure<any Error>.self) {
            try await producer.withTransaction { transaction in _ = try await transaction.send(test.record) }
        }
        guard case .transaction(.fatal(let error)) = failure else { throw failure }
        #expect(error.code == .fatal && error.isFatal && failure.isFatal)
        #expect(producer.fatalError?.isFatal == true)
        _ = try await test.fails(.fatal) { _ = try await producer.beginTransaction() }
        let sent = try await #require(throws: KafkaError.self) { _ = try await producer.send(test.record) }
        #expect(sent.isFatal)
        await producer.shutdown(timeout: .seconds(1))
        #expect(producer.fatalError?.isFatal == true)
    }

    @Test func offsetsArePartOfATransaction() async throws {
        let producer = try test.producer(["retry.backoff.ms": "10"])
        let consumer = try KafkaConsumer(
            configuration: ["bootstrap.servers": test.cluster.bootstrapServers, "group.id": "g"])
        let group = try await consumer.groupMetadata()
        let offsets = [TopicPartitionOffset(TopicPartition(topic: "t", partition: 0), offset: 1)]
        // COORDINATOR_LOAD_IN_PROGRESS
        test.cluster.failRequests(api: TransactionCluster.addOffsetsToTransaction, with: [code(14)])
        let ended = try await producer.withTransaction { transaction in
            try await transaction.sendOffsets(offsets, of: group)
            return transaction
        }
        _ = try await test.fails(.refused) { try await ended.sendOffsets(offsets, of: group) }
        // GROUP_AUTHORIZATION_FAILED
        test.cluster.failRequests(api: TransactionCluster.addOffsetsToTransaction, with: [code(30)])
        let failure = try await #require(throws: TransactionFailure<any Error>.self) {
            try await producer.withTransaction { transaction in
                try await transaction.sendOffsets(offsets, of: group)
            }
        }
        guard case .aborted(TransactionError.abortable) = failure else { throw failure }
        await consumer.shutdown()
        await producer.shutdown()
    }
}
