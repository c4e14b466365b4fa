// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct TraceTests {
    @TaskLocal private static var current: W3CTraceContext?

    private static let context = W3CTraceContext(
        traceID: "4bf92f3577b34da6a3ce929d0e0e4736", parentID: "00f067aa0ba902b7", state: "vendor=1")

    /// What a listener gets of what is sent with these options, in a trace and out of one.
    private func received(_ options: NotifierOptions) async throws -> [ReceivedNotification] {
        let transport = try NotificationTransport(configuration: ["transport_url": "memory://\(uniqueTopic("trace"))/"])
        let notifier = try Notifier(transport: transport, publisherID: "compute.host1", options: options)
        try await Self.$current.withValue(Self.context) {
            try await notifier.info("awaited", payload: 1)
            try notifier.post(.info, "posted", payload: 2)
            let header = MessageHeader(publisherID: "compute.host1", eventType: "batch", priority: .info)
            _ = try await notifier.send(contentsOf: [OutgoingMessage(header: header, payload: 3)])
        }
        try await notifier.info("none", payload: 4)
        let seen = Collected<ReceivedNotification>()
        let listener = try NotificationListener(transport: transport, targets: ["notifications"]) {
            On(.info) { notification in
                seen.append(notification)
                return .handled
            }
        }
        let run = Task { try await listener.run() }
        let all = try await seen.waitForCount(4)
        await transport.close()
        try await run.value
        return all
    }

    @Test func `the current trace crosses a notification, with key and headers`() async throws {
        var options = NotifierOptions()
        options.key = .publisherID
        options.headers = NotificationHeaders([.eventType])
        options.trace = .w3c { Self.current }
        let all = try await received(options)
        #expect(all.map(\.traceContext) == [Self.context, Self.context, Self.context, nil])
        #expect(all.map(\.key) == Array(repeating: Array("compute.host1".utf8), count: 4))
        #expect(all[0].headers.map(\.name) == ["event_type", "traceparent", "tracestate"])
        #expect(all[3].headers.map(\.name) == ["event_type"])
    }

    @Test func `without being asked there is no trace, no key and no header`() async throws {
        let all = try await received(NotifierOptions())
        #expect(all.allSatisfy { $0.traceContext == nil && $0.key == nil && $0.headers.isEmpty })
    }

    @Test func `a context may be of any form`() async throws {
        let propagator = TraceContextPropagator<String> { context, headers in
            headers.setText(context, of: "x-trace")
        } extract: {
            $0.text(of: "x-trace")
        }
        var options = NotifierOptions()
        options.trace = TraceInjection(propagator) { Self.current?.traceID }
        let all = try await received(options)
        #expect(all[0].traceContext(with: propagator) == Self.context?.traceID)
        #expect(all[3].traceContext(with: propagator) == nil)
    }
}
