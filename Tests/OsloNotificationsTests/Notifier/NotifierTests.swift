// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import Testing

@testable import OsloNotifications

/// What needs no broker: no broker is there.
@Suite struct NotifierTests {
    private func transport(_ more: [String: String] = [:]) throws -> NotificationTransport {
        try NotificationTransport(
            configuration: ["transport_url": "kafka://127.0.0.1:1/vh"].merging(more) { _, new in new })
    }

    @Test func aNotificationGoesToOneKafkaTopicForEachTopic() throws {
        let maker = try RecordMaker(
            try NotificationConfiguration(["transport_url": "kafka://h/vh"]), topics: ["a", "b"])
        let message = OutgoingMessage(
            header: MessageHeader(publisherID: "p", eventType: "e", priority: .warning), payload: [:])
        let records = try maker.records(message)
        #expect(records.map(\.topic) == ["a.warn.vh", "b.warn.vh"])
        #expect(records[0].value == records[1].value)
    }

    @Test("D32: what is too large is refused with both sizes before anything is queued")
    func tooLarge() async throws {
        let transport = try transport(["rdkafka.message.max.bytes": "2000"])
        let notifier = Notifier(transport: transport, publisherID: "p")
        let error = try await #require(throws: NotificationError.self) {
            try await notifier.info("e", payload: ["text": .string(String(repeating: "a", count: 3000))])
        }
        #expect(error.code == .messageTooLarge)
        #expect(error.message.contains("2000"))
        #expect(transport.counters.inFlightRecords == 0)
        await transport.close(timeout: .zero)
    }

    @Test func aTopicThatKafkaRefusesIsRefusedAtOnce() async throws {
        let transport = try transport()
        let error = try #require(throws: NotificationError.self) {
            try Notifier(transport: transport, publisherID: nil, topics: ["not a topic"])
        }
        #expect(error.code == .invalidTopic)
        await transport.close(timeout: .zero)
    }

    @Test func noopSendsNothingAndSaysSo() async throws {
        let transport = try transport(["oslo_messaging_notifications.driver": "noop"])
        let notifier = Notifier(transport: transport, publisherID: "p")
        #expect(!notifier.isEnabled)
        #expect(try await notifier.info("e", payload: [:]).deliveries.isEmpty)
        try notifier.post(.info, "e", payload: [:])
        #expect(transport.counters.inFlightRecords == 0)
        await transport.close()
    }

    @Test func whatMeansRPCIsRefused() async throws {
        let transport = try transport()
        let target = try #require(throws: NotificationError.self) {
            try NotificationTarget(topic: "compute", server: "host1")
        }
        #expect(target.code == .notificationsOnly)
        #expect(target.message.contains("server=\"host1\""))
        let call = try #require(throws: NotificationError.self) { try transport.call("ping", target: "compute") }
        #expect(call.code == .notificationsOnly)
        #expect(call.message.contains("notifications only"))
        await transport.close(timeout: .zero)
    }

    @Test func whatOnlyLibrdkafkaCanCheckIsCheckedAtOnceToo() throws {
        let error = try #require(throws: NotificationError.self) { try transport(["rdkafka.linger.ms": "-7"]) }
        #expect(error.code == .invalidConfiguration)
        #expect(error.option == "rdkafka.linger.ms")
    }

    @Test func aListenerNeedsTargetsAndEndpoints() async throws {
        let transport = try transport()
        let error = try #require(throws: NotificationError.self) {
            try NotificationListener(transport: transport, targets: []) { On { _ in .handled } }
        }
        #expect(error.code == .invalidArgument)
        let listener = try NotificationListener(transport: transport, targets: ["n"]) {
            On(.info, .sample) { _ in .handled }
        }
        #expect(listener.topics == ["n.info.vh", "n.sample.vh"])
        await transport.close(timeout: .zero)
    }
}
