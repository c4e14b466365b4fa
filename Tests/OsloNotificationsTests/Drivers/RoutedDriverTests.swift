// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import TestSupport
import Testing

@testable import OsloNotifications

/// What a routing driver asks of the drivers behind it.
@Suite(.timeLimit(.minutes(1))) struct RoutedDriverTests {
    private static let message = OutgoingMessage(
        header: MessageHeader(publisherID: "p", eventType: "e", priority: .info), payload: 1)

    /// A driver that needs another one to be closed beside it.
    private struct MeetingDriver: NotificationDriver {
        let closing: Collected<Duration>

        func post(_ notification: DriverNotification) {}

        func close(timeout: Duration) async {
            closing.append(timeout)
            _ = try? await closing.waitForCount(2)
        }
    }

    @Test("D12: closing has one deadline for all drivers")
    func closing() async throws {
        let closing = Collected<Duration>()
        let routing = try RoutingDriver(
            RoutingRules(JSONValue(parsing: #"{"g": {"a": {}, "b": {}}}"#)),
            drivers: ["a": MeetingDriver(closing: closing), "b": MeetingDriver(closing: closing)])
        await routing.close(timeout: .seconds(3))
        #expect(closing.elements == [.seconds(3), .seconds(3)])
    }

    @Test("D3: what is enqueued waits for room in the queue, through rules as without", arguments: [true, false])
    func enqueueing(isRouted: Bool) async throws {
        let transport = try NotificationTransport(configuration: [
            "transport_url": "kafka://127.0.0.1:1/", "rdkafka.queue.buffering.max.messages": "1",
        ])
        let rules = try RoutingRules(JSONValue(parsing: #"{"g": {"messagingv2": {}}}"#))
        let driver: any NotificationDriver =
            isRouted ? try RoutingDriver(rules, drivers: ["messagingv2": MessagingDriver()]) : MessagingDriver()
        let notifier = try Notifier(transport: transport, drivers: [driver])
        try await notifier.enqueue(Self.message)
        let refused = #expect(throws: NotificationError.self) { try notifier.post(Self.message) }
        #expect(refused?.code == .queueFull)
        let error = await #expect(throws: NotificationError.self) {
            try await notifier.enqueue(Self.message, timeout: .milliseconds(20))
        }
        #expect(error?.code == .timedOut)
        let waiting = Task { try await notifier.enqueue(Self.message) }
        waiting.cancel()
        let cancelled = await #expect(throws: NotificationError.self) { try await waiting.value }
        #expect(cancelled?.code == .cancelled)
        await transport.close(timeout: .zero)
    }
}
