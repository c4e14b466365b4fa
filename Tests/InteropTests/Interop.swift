// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import TestSupport
import Testing

/// All of what runs oslo.messaging. The programs of the tests share one broker and few processors.
@Suite(.needsRealKafka, .needsOsloMessaging, .timeLimit(.minutes(3)))
enum Interop {
    static func bootstrap() throws -> String { try #require(TestBroker.bootstrap) }

    /// The transport URL, the same for both sides. oslo.messaging looks for records 10 times a second instead of once.
    static func url(virtualHost: String = "") throws -> String {
        "kafka://\(try bootstrap())/\(virtualHost)?kafka_consumer_timeout=0.1"
    }

    static func transport(virtualHost: String = "", _ more: [String: String] = [:]) throws -> NotificationTransport {
        let configuration = ["transport_url": try url(virtualHost: virtualHost)]
        return try NotificationTransport(configuration: configuration.merging(more) { $1 })
    }

    /// The values of all records that come on topics, as they are, until there are so many.
    static func rawValues(_ count: Int, of topics: [String]) async throws -> [String: [[UInt8]]] {
        let consumer = try KafkaConsumer(
            configuration: KafkaConfiguration([
                "bootstrap.servers": try bootstrap(), "group.id": uniqueGroup("raw"), "auto.offset.reset": "earliest",
                "topic.metadata.refresh.interval.ms": "500",
            ]))
        try await consumer.subscribe(to: topics)
        var values: [String: [[UInt8]]] = [:]
        var found = 0
        for try await batch in consumer.batches {
            for record in batch {
                values[record.topic, default: []].append(try #require(record.value))
                found += 1
            }
            if found >= count { break }
        }
        await consumer.shutdown()
        try #require(found == count)
        return values
    }
}

extension NotificationListener {
    /// Runs while the body runs, and is shut down with it.
    @discardableResult
    func whileRunning<Result>(
        sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Result
    ) async throws -> Result {
        try await TestSupport.whileRunning(
            { try await self.run() }, endedBy: { await shutdown() }, sourceLocation: sourceLocation, body)
    }
}
