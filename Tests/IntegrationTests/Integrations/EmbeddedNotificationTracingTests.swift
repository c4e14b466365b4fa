// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Tracing
import InMemoryTracing
import OsloNotifications
import TestSupport
import Testing
import Tracing

@Suite(.timeLimit(.minutes(1))) struct EmbeddedNotificationTracingTests {
    let tracer = InMemoryTracer()

    private func transport() throws -> NotificationTransport {
        try NotificationTransport(configuration: ["transport_url": "memory://\(uniqueTopic("tracing"))/"])
    }

    /// Receives one notification, in a span.
    private func receive(_ transport: NotificationTransport) async throws {
        let seen = Collected<Void>()
        let listener = try NotificationListener(transport: transport, targets: ["notifications"]) { [tracer] in
            On(.info) { notification in
                await notification.withSpan(tracedBy: tracer) { _ in
                    await tracer.withSpan("work") { _ in await Task.yield() }
                }
                seen.append(())
                return .handled
            }
        }
        try await listener.whileRunning { try await seen.waitForCount(1) }
    }

    @Test func aSpanCrossesANotification() async throws {
        let transport = try transport()
        let notifier = Notifier(transport: transport, publisherID: "p")
        let header = MessageHeader(publisherID: "p", eventType: "e", priority: .info)
        try await tracer.withSpan("request") { _ in
            _ = try await notifier.send(OutgoingMessage(header: header, payload: 1), tracedBy: tracer)
        }
        try await receive(transport)
        await transport.close()
        let request = try finished("request")
        let send = try finished("send notifications.info")
        let process = try finished("process notifications.info")
        #expect(send.parentSpanID == request.spanID && send.kind == .producer)
        #expect(process.traceID == request.traceID && process.parentSpanID == send.spanID && process.kind == .consumer)
        #expect(try finished("work").parentSpanID == process.spanID)
        for span in [send, process] {
            #expect(span.attributes.get("messaging.destination.partition.id") == .string("0"))
            #expect(span.attributes.get("messaging.message.id") == .string("\(header.messageID)"))
        }
    }

    @Test func anOptionPutsTheCurrentSpanIn() async throws {
        let transport = try transport()
        var options = NotifierOptions()
        options.trace = .instrument(tracer)
        let notifier = try Notifier(transport: transport, options: options)
        try tracer.withSpan("request") { _ in try notifier.post(.info, "e", payload: 1) }
        try await receive(transport)
        await transport.close()
        #expect(try finished("process notifications.info").parentSpanID == finished("request").spanID)
    }

    @Test func aFailureIsInTheSpan() async throws {
        let transport = try NotificationTransport(configuration: [
            "transport_url": "kafka://127.0.0.1:1/", "rdkafka.message.timeout.ms": "50",
        ])
        let header = MessageHeader(publisherID: "p", eventType: "e", priority: .info)
        await #expect(throws: NotificationError.self) {
            try await Notifier(transport: transport).send(OutgoingMessage(header: header, payload: 1), tracedBy: tracer)
        }
        #expect(try finished("send notifications.info").status?.code == .error)
        await transport.close(timeout: .zero)
    }

    private func finished(_ name: String) throws -> FinishedInMemorySpan {
        try #require(tracer.finishedSpans.first { $0.operationName == name })
    }
}
#endif
