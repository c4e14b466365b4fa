// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@testable import OsloNotifications

@Suite struct DriverTests {
    /// A driver of a program's own.
    private struct Refusing: NotificationDriver {
        func post(_ notification: DriverNotification) throws(NotificationError) {
            throw NotificationError(.deliveryFailed, "refused")
        }
    }

    private func transport(
        _ driver: String,
        _ registry: DriverRegistry = .standard,
        _ log: KafkaLogHandler? = nil
    ) throws -> NotificationTransport {
        try NotificationTransport(
            configuration: [
                "transport_url": "memory://\(uniqueTopic("test"))/", "oslo_messaging_notifications.driver": driver,
            ], drivers: registry, logHandler: log)
    }

    @Test("D21: several drivers at once, each with a value of its own")
    func several() async throws {
        let lines = Collected<KafkaLogEvent>()
        let transport = try transport("messagingv2,test,log,noop", .standard) { lines.append($0) }
        let notifier = try Notifier(transport: transport, publisherID: "p", topics: ["a", "b"])
        let receipt = try await notifier.error("e", payload: ["password": "SECRET", "x": 1], context: ["u": 1])
        #expect(receipt.deliveries.map(\.topic) == ["a.error", "b.error"])
        #expect(try transport.memory.topics == ["a.error", "b.error"])
        let recorder = try #require(transport.drivers.compactMap { $0 as? RecordingDriver }.first)
        let kept = try #require(recorder.notifications.first)
        #expect(kept.payload == ["password": "SECRET", "x": 1])
        #expect(kept.header.messageID == receipt.messageID)
        #expect(kept.topics == ["a", "b"])
        #expect(kept.document.keys.last == "_context")
        let line = try #require(lines.elements.first)
        #expect(line.facility == "oslo.messaging.notification.e")
        #expect(line.level == .error)
        #expect(line.message.contains(#""payload": {"password": "***", "x": 1}"#))
        #expect(!line.message.contains("SECRET"))
        recorder.reset()
        #expect(recorder.notifications.isEmpty)
        await transport.close()
    }

    @Test func `a driver that fails keeps none of the others from it, and its error is the result`() async throws {
        let transport = try transport("messagingv2")
        let recorder = RecordingDriver()
        let notifier = try Notifier(transport: transport, drivers: [Refusing(), MessagingDriver(), recorder])
        let error = await #expect(throws: NotificationError.self) { try await notifier.info("e", payload: 1) }
        #expect(error?.message == "refused")
        #expect(throws: NotificationError.self) { try notifier.post(.info, "e", payload: 2) }
        let message = OutgoingMessage(header: MessageHeader(publisherID: nil, eventType: "e"), payload: 3)
        let results = try await notifier.send(contentsOf: [message, message])
        #expect(results.count == 2)
        #expect(throws: NotificationError.self) { try results[1].get() }
        #expect(recorder.notifications.map(\.payload) == [1, 2, 3, 3])
        #expect(try transport.memory.records(of: "notifications.info").count == 4)
        await transport.close()
    }

    @Test("D30: isEnabled tells the truth")
    func enabled() async throws {
        for (driver, isEnabled) in [("noop", false), ("log", false), ("messaging", true), ("noop,test", true)] {
            let transport = try transport(driver)
            #expect(Notifier(transport: transport).isEnabled == isEnabled, "\(driver)")
            await transport.close()
            #expect(!Notifier(transport: transport).isEnabled)
        }
        let transport = try transport("messaging")
        #expect(try !Notifier(transport: transport, drivers: []).isEnabled)
        #expect(try await Notifier(transport: transport, drivers: []).info("e", payload: 1).deliveries.isEmpty)
    }

    @Test func `messaging and messagingv2 together send once`() async throws {
        let transport = try transport("messaging,messagingv2")
        try await Notifier(transport: transport).info("e", payload: 1)
        #expect(try transport.memory.records(of: "notifications.info").count == 1)
    }

    @Test func `a driver of one's own is one type and one registration`() async throws {
        var registry = DriverRegistry.standard
        registry.register("refusing") { _ in Refusing() }
        let transport = try transport("refusing", registry)
        #expect(throws: NotificationError.self) { try Notifier(transport: transport).post(.info, "e", payload: 1) }
        let error = #expect(throws: NotificationError.self) { try self.transport("refusin", registry) }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message.contains("did you mean refusing?") == true)
        #expect(error?.option == "oslo_messaging_notifications.driver")
    }

    @Test func `the log driver logs audits and samples too`() throws {
        let lines = Collected<LogDriver.Line>()
        let transport = try transport("messaging")
        let notifier = try Notifier(transport: transport, drivers: [LogDriver { lines.append($0) }])
        for priority in NotificationPriority.allCases { try notifier.post(priority, "e", payload: 1) }
        #expect(lines.elements.map(\.priority) == NotificationPriority.allCases)
    }
}
