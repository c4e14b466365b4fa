// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import RdkafkaTesting
import Testing

@testable import Rdkafka

/// An embedded broker with a topic of one partition, for transactions to it.
struct TransactionCluster {
    let cluster: MockCluster
    let record = ProducerRecord(topic: "t", value: [1])

    static let initProducerID: ApiKey = 22
    static let addPartitionsToTransaction: ApiKey = 24
    static let addOffsetsToTransaction: ApiKey = 25
    static let endTransaction: ApiKey = 26

    enum Kind { case retriable, abortable, fatal, refused }

    init() throws {
        cluster = try MockCluster()
        try cluster.createTopic("t", partitions: 1)
    }

    func producer(_ properties: [String: String] = [:]) throws -> KafkaProducer {
        try KafkaProducer(
            configuration: KafkaConfiguration([
                "bootstrap.servers": cluster.bootstrapServers, "transactional.id": "tx",
            ]).withDefaults(properties))
    }

    /// The error of a call that fails in the way of that kind.
    func fails(_ kind: Kind, of call: () async throws -> Void) async throws -> KafkaError {
        let error = try await #require(throws: TransactionError.self) { try await call() }
        switch (kind, error) {
        case (.retriable, .retriable(let error)), (.abortable, .abortable(let error)), (.fatal, .fatal(let error)),
            (.refused, .refused(let error)):
            return error
        default: throw error
        }
    }
}
