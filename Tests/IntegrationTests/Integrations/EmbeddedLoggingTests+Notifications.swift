// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Logging
import InMemoryLogging
import Logging
import Rdkafka
import TestSupport
import Testing

@testable import OsloNotifications

extension EmbeddedLoggingTests {
    @Test func aLoggersLinesBecomeNotifications() async throws {
        let recorder = RecordingDriver()
        let transport = try NotificationTransport(configuration: ["transport_url": "memory:///"])
        let notifier = try Notifier(transport: transport, publisherID: "p", drivers: [recorder])
        let notifications = LogNotifications(notifier, minimumLevel: .warning)
        let provider = Logger.MetadataProvider { ["request": "r1", "a": "provided"] }
        var logger = Logger(label: "nova.compute") { _ in
            NotificationLogHandler(label: "nova.compute", notifications, metadataProvider: provider)
        }
        logger[metadataKey: "host"] = "h"
        logger.debug("below both")
        logger.notice("below the notifications' level")
        logger.warning("no host", metadata: ["a": ["b", ["c": "d"]], "n": .stringConvertible(7)])
        logger.kafkaLogHandler(highestLevel: .critical)(
            KafkaLogEvent(level: .error, message: "m", facility: "F", client: "c"))
        let sent = try #require(recorder.notifications.first)
        #expect(recorder.notifications.count == 1)
        #expect(sent.header.eventType == "logrecord")
        #expect(sent.header.priority == .warn)
        #expect(sent.payload["name"] == "nova.compute")
        #expect(sent.payload["msg"] == "no host")
        #expect(sent.payload["funcName"] == "aLoggersLinesBecomeNotifications()")
        #expect(sent.payload["extra"] == ["a": ["b", ["c": "d"]], "host": "h", "n": "7", "request": "r1"])
        #expect(notifications.counters.posted == 1)
        #expect(notifications.counters.skipped == 2)
        await transport.close()
    }
}
#endif
