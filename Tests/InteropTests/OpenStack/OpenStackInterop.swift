// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OpenStackMessages
import OsloNotifications
import Rdkafka
import TestSupport
import Testing

/// All of what runs Ceilometer and Monasca.
@Suite(.needsRealKafka, .needsOpenStack, .timeLimit(.minutes(3)))
enum OpenStackInterop {
    /// What both sides sign with.
    static let secret = "geheim é"
    static let signer = Ceilometer.Signer(secret: secret)

    /// Collects the messages of all notifications on a topic while the body runs; those with a wrong signature are
    /// errors.
    static func whileReceiving<Message: Ceilometer.Message>(
        _ type: Message.Type, on topic: String, _ signer: Ceilometer.Signer = signer,
        _ body: (Collected<Result<Message, MessageError>>) async throws -> Void
    ) async throws {
        let received = Collected<Result<Message, MessageError>>()
        let listener = try NotificationListener(
            transport: Interop.transport(), targets: [NotificationTarget(topic: topic)], pool: uniqueGroup("swift")
        ) {
            On(.sample, matching: .eventType(prefix: Message.eventType)) { notification in
                for message in try Message.messages(in: notification.payload, checkedBy: signer) {
                    received.append(message)
                }
                return .handled
            }
        }
        try await listener.whileRunning { try await body(received) }
    }

    /// Writes records, and waits until Kafka has them.
    static func write(_ values: [[UInt8]], to topic: String) async throws {
        let producer = try KafkaProducer(
            configuration: KafkaConfiguration(["bootstrap.servers": try Interop.bootstrap()]))
        let results = try await producer.send(contentsOf: values.map { ProducerRecord(topic: topic, value: $0) })
        for result in results { _ = try result.get() }
        await producer.shutdown()
    }
}
