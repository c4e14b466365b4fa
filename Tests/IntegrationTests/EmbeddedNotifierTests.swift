// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import RdkafkaTesting
import TestSupport
import Testing

/// What a notifier tells of brokers that don't do what they should. The embedded broker does as it is told.
@Suite(.timeLimit(.minutes(2))) struct EmbeddedNotifierTests {
    let broker: ListenerBroker
    let topic = uniqueTopic("notifier")

    init() throws {
        broker = try .embedded()
    }

    private func setBroker(down isDown: Bool) throws {
        try #require(broker.cluster).setBroker(1, down: isDown)
    }

    @Test("D5: what the broker refuses is an error for who sent it, and only that")
    func refused() async throws {
        let notifier = try Notifier(transport: broker.transport(["rdkafka.retries": "1"]), topics: [topic])
        try await notifier.info("test.before", payload: 1)
        let produce = ApiKey.produce
        let policyViolation = KafkaError.ResponseCode(rawValue: 44)
        try #require(broker.cluster).failRequests(api: produce, with: [policyViolation])
        let error = await #expect(throws: NotificationError.self) {
            try await notifier.info("test.refused", payload: "SECRET")
        }
        #expect(error?.code == .deliveryFailed)
        #expect(error?.kafkaName == "POLICY_VIOLATION")
        #expect(error?.message.contains("test.refused") == true)
        #expect(error?.message.contains("SECRET") == false)
    }

    @Test("D5: a broker that is gone is an error after message.timeout.ms, awaited or posted")
    func gone() async throws {
        let failures = Collected<PostFailure>()
        let transport = try broker.transport(
            ["rdkafka.message.timeout.ms": "4000"], onPostFailure: { $0.forEach(failures.append) })
        let notifier = try Notifier(transport: transport, topics: [topic])
        try await notifier.info("test.before", payload: 1)
        try setBroker(down: true)
        let error = await #expect(throws: NotificationError.self) { try await notifier.info("test", payload: 2) }
        #expect(error?.code == .timedOut)
        for number in 0..<10 { try notifier.post(.info, "test", payload: JSONValue(number)) }
        let posted = try await failures.waitForCount(10)
        #expect(posted.allSatisfy { $0.error.code == .timedOut })
        let report = await transport.close(timeout: .seconds(20))
        #expect(report.acknowledged == 1)
        #expect(report.failed == 11)
    }

    @Test("D12: closing without a broker ends in time, and says how many were not acknowledged")
    func closing() async throws {
        let transport = try broker.transport()
        let notifier = try Notifier(transport: transport, topics: [topic])
        try await notifier.info("test.before", payload: 1)
        try setBroker(down: true)
        for number in 0..<100 { try notifier.post(.info, "test", payload: JSONValue(number)) }
        let awaited = Task { try await notifier.info("test.awaited", payload: 1) }
        while transport.counters.inFlightRecords < 101 { await Task.yield() }

        let report = await transport.close(timeout: .milliseconds(300))
        #expect(report.unacknowledged == 101)
        #expect(report.acknowledged == 1)
        let error = await #expect(throws: NotificationError.self) { try await awaited.value }
        #expect(error?.code == .closed)
        #expect(throws: NotificationError.self) { try notifier.post(.info, "test", payload: 1) }
    }

    @Test("D13: closing sends what is queued, to a slow broker too")
    func flushing() async throws {
        try #require(broker.cluster).createTopic("\(topic).info")
        try #require(broker.cluster).setBroker(1, roundTripTime: .milliseconds(300))
        let transport = try broker.transport()
        let notifier = try Notifier(transport: transport, topics: [topic])
        for number in 0..<20 { try notifier.post(.info, "test", payload: JSONValue(number)) }
        let report = await transport.close()
        #expect(report.unacknowledged == 0)
        #expect(report.acknowledged == 20)
        try #require(broker.cluster).setBroker(1, roundTripTime: .zero)
        let records = try await broker.consume(20, of: "\(topic).info")
        #expect(records.count == 20)
    }

    @Test("D6: without retries a send fails at its first error")
    func noRetries() async throws {
        let transport = try broker.transport(["oslo_messaging_notifications.retry": "0"])
        let notifier = try Notifier(transport: transport, topics: [topic])
        try await notifier.info("test.before", payload: 1)
        let notEnoughReplicas = KafkaError.ResponseCode(rawValue: 19)
        try #require(broker.cluster).failRequests(api: 0, with: [notEnoughReplicas])
        let error = await #expect(throws: NotificationError.self) { try await notifier.info("test", payload: 2) }
        #expect(error?.kafkaName == "NOT_ENOUGH_REPLICAS")
        try await notifier.info("test.after", payload: 3)
    }

    @Test("D6: with retries a send survives an error of the broker")
    func retries() async throws {
        let transport = try broker.transport(["oslo_messaging_notifications.retry": "3"])
        let notifier = try Notifier(transport: transport, topics: [topic])
        try await notifier.info("test.before", payload: 1)
        let notEnoughReplicas = KafkaError.ResponseCode(rawValue: 19)
        try #require(broker.cluster).failRequests(api: 0, with: [notEnoughReplicas])
        try await notifier.info("test", payload: 2)
    }
}
