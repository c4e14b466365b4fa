// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import RdkafkaTesting
import TestSupport
import Testing

/// What a notifier's options do at a broker, which is the embedded one.
@Suite(.timeLimit(.minutes(2))) struct EmbeddedNotifierOptionsTests {
    let broker: ListenerBroker
    let topic = uniqueTopic("options")

    init() throws {
        broker = try .embedded()
    }

    private static let notEnoughReplicas = KafkaError.ResponseCode(rawValue: 19)

    private func failNextProduce() throws {
        try #require(broker.cluster).failRequests(api: 0, with: [Self.notEnoughReplicas])
    }

    @Test("D6: a notifier without retries fails at the first error, beside one with retries on the same transport")
    func retry() async throws {
        let transport = try broker.transport()
        let patient = try Notifier(transport: transport, topics: [topic])
        let hasty = try patient.prepare(retry: 0)
        try await patient.info("test.before", payload: 1)
        try await hasty.info("test.before", payload: 2)
        try failNextProduce()
        let error = await #expect(throws: NotificationError.self) { try await hasty.info("test", payload: 3) }
        #expect(error?.kafkaName == "NOT_ENOUGH_REPLICAS")
        try failNextProduce()
        try await patient.info("test", payload: 4)
        #expect(transport.counters.delivered == 3)
        #expect(transport.counters.failed == 1)
        let report = await transport.close()
        #expect(report.acknowledged == 3)
        #expect(report.failed == 1)
    }

    @Test("D6: a broker that is gone ends a send at its deadline")
    func deadline() async throws {
        let transport = try broker.transport()
        let notifier = try Notifier(transport: transport, topics: [topic])
        #expect(try await notifier.info("test", payload: 1, timeout: .seconds(60)).deliveries.count == 1)
        try #require(broker.cluster).setBroker(1, down: true)
        let error = await #expect(throws: NotificationError.self) {
            try await notifier.info("test", payload: 2, timeout: .milliseconds(50))
        }
        #expect(error?.code == .timedOut)
        #expect(error?.kafkaCode == nil)
        await transport.close(timeout: .zero)
    }

    @Test("D32: the largest record that passes the check is one that librdkafka takes, the next one is not queued")
    func largest() async throws {
        let transport = try broker.transport(["rdkafka.message.max.bytes": "2000"])
        var options = NotifierOptions()
        options.key = .eventType
        options.headers = .standard
        let notifier = try Notifier(transport: transport, publisherID: "p", topics: [topic], options: options)
        func message(_ length: Int) -> OutgoingMessage {
            let header = MessageHeader(
                publisherID: "p", eventType: "test", timestamp: .text("2024-02-29 12:34:56.789012"))
            return OutgoingMessage(header: header, payload: .string(String(repeating: "a", count: length)))
        }
        func refusal(_ length: Int) async -> NotificationError? {
            do {
                try await notifier.send(message(length))
                return nil
            } catch {
                return error
            }
        }
        var length = 2000
        while let error = await refusal(length) {
            try #require(error.code == .messageTooLarge)
            #expect(error.kafkaCode == nil)
            length -= 1
        }
        #expect(transport.counters.delivered == 1)
        #expect(transport.counters.failed == 0)
        await transport.close()
    }

    @Test func `a routing driver reaches Kafka, and other drivers get what Kafka refuses`() async throws {
        let transport = try broker.transport(["rdkafka.retries": "1"])
        let recorder = RecordingDriver()
        let rules = RoutingRules([
            .init(driver: "kafka", events: ["test.*"]), .init(driver: "kept", priorities: ["*"]),
        ])
        let routing = try RoutingDriver(rules, drivers: ["kafka": MessagingDriver(), "kept": recorder])
        let notifier = try Notifier(transport: transport, topics: [topic], drivers: [routing])
        #expect(try await notifier.info("test.a", payload: 1).deliveries.map(\.topic) == ["\(topic).info"])
        #expect(try await notifier.info("other", payload: 2).deliveries.isEmpty)
        try #require(broker.cluster).failRequests(api: 0, with: [KafkaError.ResponseCode(rawValue: 44)])
        let error = await #expect(throws: NotificationError.self) { try await notifier.info("test.b", payload: 3) }
        #expect(error?.kafkaName == "POLICY_VIOLATION")
        #expect(recorder.notifications.map(\.payload) == [1, 2, 3])
        await transport.close()
    }
}
