// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import RdkafkaTesting
import Synchronization
import TestSupport
import Testing

/// The broker of one test, and what connects to it.
struct ListenerBroker: Sendable {
    let bootstrap: String
    /// The embedded broker, where it is that.
    let cluster: MockCluster?

    /// The real broker, where there is one.
    static func any() throws -> ListenerBroker {
        guard let bootstrap = TestBroker.bootstrap else { return try embedded() }
        return ListenerBroker(bootstrap: bootstrap, cluster: nil)
    }

    /// One that does as it is told.
    static func embedded() throws -> ListenerBroker {
        let cluster = try MockCluster()
        return ListenerBroker(bootstrap: cluster.bootstrapServers, cluster: cluster)
    }

    /// A transport whose listeners notice quickly what goes on in their group.
    func transport(
        virtualHost: String = "", _ more: [String: String] = [:], logs: Collected<KafkaLogEvent>? = nil,
        onPostFailure: PostFailureHandler? = nil
    ) throws -> NotificationTransport {
        let configuration = [
            "transport_url": "kafka://\(bootstrap)/\(virtualHost)",
            "rdkafka.session.timeout.ms": "6000",
            "rdkafka.heartbeat.interval.ms": "500",
            "rdkafka.max.poll.interval.ms": "10000",
        ]
        return try NotificationTransport(
            configuration: configuration.merging(more) { $1 }, logHandler: { logs?.append($0) },
            onPostFailure: onPostFailure)
    }

    /// Writes records as they are.
    func produce(_ records: [ProducerRecord]) async throws {
        let producer = try KafkaProducer(configuration: KafkaConfiguration(["bootstrap.servers": bootstrap]))
        for result in try await producer.send(contentsOf: records) { _ = try result.get() }
        await producer.shutdown()
    }

    /// The first records of a topic, as they are.
    func consume(_ count: Int, of topic: String) async throws -> [ConsumerRecord] {
        let consumer = try KafkaConsumer(
            configuration: KafkaConfiguration([
                "bootstrap.servers": bootstrap, "group.id": uniqueGroup("reader"), "auto.offset.reset": "earliest",
                "topic.metadata.refresh.interval.ms": "500",
            ]))
        try await consumer.subscribe(to: [topic])
        var records: [ConsumerRecord] = []
        for try await batch in consumer.batches {
            records += batch
            if records.count >= count { break }
        }
        await consumer.shutdown()
        return records
    }
}

/// The value of a record of a notification whose payload is a number.
func recordValue(number: Int, _ priority: String = "INFO") -> [UInt8] {
    let message: JSONValue = [
        "message_id": "\(number)", "publisher_id": "p", "event_type": "test.number", "priority": .string(priority),
        "payload": JSONValue(number), "timestamp": "2024-02-29 12:34:56.789012", "_context": [:],
    ]
    let envelope: JSONValue = ["oslo.version": "2.0", "oslo.message": "\(message)"]
    return Array("\(envelope)".utf8)
}

extension ReceivedNotification {
    /// The payload, where it is a number; otherwise -1.
    var number: Int { (try? payload)?.intValue ?? -1 }
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

/// Something that handlers wait for.
final class Gate: Sendable {
    private let opened = Collected<Void>()

    var isOpen: Bool { opened.count > 0 }

    /// Lets all through, from now on.
    func open() { opened.append(()) }

    /// Waits until it is open.
    func pass() async throws { try await opened.waitForCount(1) }
}
