// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import RdkafkaTesting
import TestSupport
import Testing

@testable import Rdkafka

/// What `withTransaction` makes of a transaction before it that has not ended.
@Suite(.timeLimit(.minutes(2))) struct TransactionRecoveryTests {
    private let record = ProducerRecord(topic: "t", value: [1])

    @Test("a commit in doubt whose records fail is aborted by the next transaction, which goes on")
    func aCommitInDoubtThatFails() async throws {
        let cluster = try MockCluster()
        let failures = Collected<PostFailure>()
        let producer = try cluster.producer(
            [
                "transactional.id": "x", "message.timeout.ms": "1500", "transaction.timeout.ms": "10000",
                "reconnect.backoff.ms": "10", "reconnect.backoff.max.ms": "50",
            ],
            onPostFailure: { $0.forEach(failures.append) })
        try await producer.withTransaction { transaction in _ = try await transaction.send(record) }
        try cluster.setBroker(1, down: true)
        await #expect(throws: (any Error).self) {
            try await producer.withTransaction(timeout: .milliseconds(100)) { transaction in
                try transaction.post(record)
            }
        }
        #expect(producer.core.transactions.phase == .committing(2))
        _ = try await failures.waitForCount(1)
        try cluster.setBroker(1, down: false)
        try await producer.withTransaction { transaction in _ = try await transaction.send(record) }
        #expect(producer.core.transactions.phase == .ready)
        #expect(await producer.shutdown().transaction == .none)
    }
}
