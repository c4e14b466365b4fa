// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications

@Suite struct RetryTests {
    private func configuration(_ more: [String: String] = [:]) throws -> NotificationConfiguration {
        try NotificationConfiguration(["transport_url": "kafka://127.0.0.1:1/"].merging(more) { _, new in new })
    }

    @Test("D6: each number of retries is librdkafka's, and 0 turns idempotence off, nothing else does")
    func properties() throws {
        let usual = try configuration()
        #expect(try usual.producerProperties(retry: 0)["retries"] == "0")
        #expect(try usual.producerProperties(retry: 0)["enable.idempotence"] == "false")
        #expect(try usual.producerProperties(retry: 3)["retries"] == "3")
        #expect(try usual.producerProperties(retry: 3)["enable.idempotence"] == "true")
        let never = try configuration(["oslo_messaging_notifications.retry": "0"])
        #expect(never.producerProperties["enable.idempotence"] == "false")
        #expect(try never.producerProperties(retry: -1)["retries"] == nil)
        #expect(try never.producerProperties(retry: -1)["enable.idempotence"] == "true")
        let off = try configuration(["rdkafka.enable.idempotence": "false"])
        #expect(try off.producerProperties(retry: 3)["enable.idempotence"] == "false")
    }

    @Test("D6: a number that can't be kept is an error")
    func refused() async throws {
        let transport = try NotificationTransport(configuration: ["transport_url": "memory:///"])
        let below = #expect(throws: NotificationError.self) { try Notifier(transport: transport).prepare(retry: -2) }
        #expect(below?.code == .invalidArgument)
        let demanded = try configuration(["rdkafka.enable.idempotence": "true"])
        let error = try #require(throws: NotificationError.self) { try demanded.producerProperties(retry: 0) }
        #expect(error.code == .invalidConfiguration)
    }

    @Test func `notifiers of one number share a client, and there are not any number of clients`() async throws {
        let transport = try NotificationTransport(configuration())
        let notifier = Notifier(transport: transport)
        let one = try notifier.prepare(retry: 1)
        #expect(one.carrier.name == (try notifier.prepare(publisherID: "p", retry: 1)).carrier.name)
        #expect(one.carrier.name != notifier.carrier.name)
        #expect(one.prepare(publisherID: "p").carrier.name == one.carrier.name)
        #expect(try one.prepare(retry: -1).carrier.name == notifier.carrier.name)
        for retry in 2...8 { _ = try notifier.prepare(retry: retry) }
        let error = #expect(throws: NotificationError.self) { try notifier.prepare(retry: 9) }
        #expect(error?.code == .invalidArgument)
        await transport.close(timeout: .zero)
        let closed = #expect(throws: NotificationError.self) { try notifier.prepare(retry: 10) }
        #expect(closed?.code == .closed)
        #expect(!notifier.isEnabled)
    }

    @Test("D6: a deadline ends a send, a batch and the wait for room, and says so")
    func deadline() async throws {
        let transport = try NotificationTransport(configuration())
        let notifier = try Notifier(transport: transport, topics: ["a", "b"])
        let one = await #expect(throws: NotificationError.self) {
            try await notifier.info("e", payload: 1, timeout: .milliseconds(10))
        }
        #expect(one?.code == .timedOut)
        #expect(one?.isRetriable == true)
        let message = OutgoingMessage(header: MessageHeader(publisherID: "p", eventType: "e"), payload: 1)
        let many = await #expect(throws: NotificationError.self) {
            try await notifier.send(contentsOf: [message], timeout: .milliseconds(10))
        }
        #expect(many?.code == .timedOut)
        let none = await #expect(throws: NotificationError.self) { try await notifier.send(message, timeout: .zero) }
        #expect(none?.code == .timedOut)
        #expect(transport.counters.inFlightRecords == 4)
        await transport.close(timeout: .zero)
    }

    @Test func `cancelling a send with a deadline is told as that`() async throws {
        let transport = try NotificationTransport(configuration())
        let notifier = Notifier(transport: transport)
        let sending = Task { try await notifier.info("e", payload: 1, timeout: .seconds(60)) }
        while transport.counters.inFlightRecords == 0 { await Task.yield() }
        sending.cancel()
        let error = await #expect(throws: NotificationError.self) { try await sending.value }
        #expect(error?.code == .cancelled)
        await transport.close(timeout: .zero)
    }
}
