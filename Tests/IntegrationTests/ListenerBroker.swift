// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Synchronization
import TestSupport
import Testing

@testable import OsloNotifications

/// The broker of one test, and what connects to it.
struct ListenerBroker: Sendable {
    /// What tests of listeners run on.
    enum Kind: String, CaseIterable, Sendable {
        /// The real broker, where there is one; else the embedded one.
        case kafka
        case memory

        /// Those that have transactions and times, which the embedded one has not.
        static let complete: [Kind] = TestBroker.isReal ? [.kafka, .memory] : [.memory]
    }

    /// The address, or a name in memory.
    let bootstrap: String
    /// The embedded broker, where it is that.
    let cluster: MockCluster?
    var memory: MemoryBroker?

    static func of(_ kind: Kind) throws -> ListenerBroker {
        switch kind {
        case .kafka: return try any()
        case .memory:
            let name = uniqueName("memory")
            return ListenerBroker(bootstrap: name, cluster: nil, memory: .shared(name, partitions: 4))
        }
    }

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
            "transport_url": "\(memory == nil ? "kafka" : "memory")://\(bootstrap)/\(virtualHost)",
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
        if let memory {
            for record in records { memory.append(record) }
            return
        }
        let producer = try KafkaProducer(configuration: KafkaConfiguration(["bootstrap.servers": bootstrap]))
        for result in try await producer.send(contentsOf: records) { _ = try result.get() }
        await producer.shutdown()
    }

    /// The first records of a topic, as they are.
    func consume(_ count: Int, of topic: String) async throws -> [BrokerRecord] {
        var records: [BrokerRecord] = []
        if let memory {
            let consumer = MemoryConsumer(memory, ["group.id": uniqueGroup("reader")], [topic])
            while records.count < count, let record = await consumer.next() {
                records.append(BrokerRecord(record))
                consumer.giveBack(record, isDone: true)
            }
            return records
        }
        let consumer = try KafkaConsumer(
            configuration: KafkaConfiguration([
                "bootstrap.servers": bootstrap, "group.id": uniqueGroup("reader"), "auto.offset.reset": "earliest",
                "topic.metadata.refresh.interval.ms": "500",
            ]))
        try await consumer.subscribe(to: [topic])
        for try await batch in consumer.batches {
            records += batch.map(BrokerRecord.init)
            if records.count >= count { break }
        }
        await consumer.shutdown()
        return records
    }
}

/// A record as a broker has it.
struct BrokerRecord: Sendable {
    let partition: Int32
    let offset: Int64
    let timestamp: Int64?
    let key: [UInt8]?
    let value: [UInt8]?
    let headers: [RecordHeader]

    init(_ record: some InboundRecord) {
        partition = record.partition
        offset = record.offset
        timestamp = record.timestamp
        key = record.key
        value = record.value
        headers = record.headers
    }
}

/// The value of a record of a notification whose payload is a number.
func recordValue(number: Int, _ priority: String = "INFO", eventType: String = "test.number") -> [UInt8] {
    let message: JSONValue = [
        "message_id": "\(number)", "publisher_id": "p", "event_type": .string(eventType), "priority": .string(priority),
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
