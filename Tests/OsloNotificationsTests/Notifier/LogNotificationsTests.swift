// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import Synchronization
import TestSupport
import Testing

@testable import OsloNotifications

@Suite struct LogNotificationsTests {
    private let transport: NotificationTransport
    private let recorder = RecordingDriver()

    init() throws {
        transport = try NotificationTransport(configuration: ["transport_url": "memory:///"])
    }

    private func handler(_ drivers: [any NotificationDriver]) throws -> LogNotifications {
        LogNotifications(try Notifier(transport: transport, publisherID: "p", drivers: drivers))
    }

    @Test func `a line becomes a logrecord of its level's priority, with Python's members`() throws {
        let handler = try handler([recorder])
        for level in LogRecord.Level.allCases {
            handler.handle(LogRecord(name: "nova", level: level, message: "m", error: "boom", extra: ["a": 1]))
        }
        #expect(recorder.notifications.map(\.header.priority) == [.debug, .info, .warn, .error, .critical])
        let sent = try #require(recorder.notifications.dropFirst(2).first)
        #expect(sent.header.eventType == "logrecord")
        #expect(
            sent.payload.objectValue?.keys == [
                "name", "levelno", "levelname", "exc_info", "pathname", "lineno", "msg", "funcName", "thread",
                "processName", "process", "extra",
            ])
        #expect(sent.payload["levelno"] == 30)
        #expect(sent.payload["levelname"] == "WARNING")
        #expect(sent.payload["exc_info"] == "boom")
        #expect(sent.payload["extra"] == ["a": 1])
        #expect(handler.counters == .init(posted: 5))
    }

    @Test func `what is logged while a line is sent is not sent, nor is the library's own log`() throws {
        final class Logging: NotificationDriver {
            let handler = Mutex<LogNotifications?>(nil)
            let kept = Collected<String>()
            func post(_ notification: DriverNotification) {
                kept.append(notification.header.eventType)
                handler.withLock { $0 }?.handle(LogRecord(name: "other", level: .error, message: "again"))
            }
        }
        let driver = Logging()
        let handler = try handler([driver])
        driver.handler.withLock { $0 = handler }
        // The handler has the driver.
        defer { driver.handler.withLock { $0 = nil } }
        handler.handle(LogRecord(name: "a", level: .error, message: "m"))
        handler.handle(LogRecord(name: "oslo.messaging.notification.x", level: .error, message: "m"))
        handler.handle(LogRecord(name: "rdkafka", level: .error, message: "m"))
        #expect(driver.kept.elements == ["logrecord"])
        #expect(handler.counters == .init(posted: 1, skipped: 3))
    }

    @Test func `a line that can't be sent is dropped and counted`() throws {
        struct Full: NotificationDriver {
            func post(_ notification: DriverNotification) throws(NotificationError) {
                throw NotificationError(.queueFull, "full")
            }
        }
        let handler = try handler([Full()])
        handler.handle(LogRecord(name: "a", level: .error, message: "m"))
        #expect(handler.counters == .init(dropped: 1))
    }

    @Test func `a line that does not reach the broker makes no more lines, whatever logs that`() async throws {
        let kept = Mutex<LogNotifications?>(nil)
        let lines = Collected<String>()
        let failures = Collected<Int>()
        let log: @Sendable (String) -> Void = { text in
            kept.withLock { $0 }?.handle(LogRecord(name: "app", level: .error, message: text))
            lines.append(text)
        }
        let transport = try NotificationTransport(
            configuration: ["transport_url": "kafka://127.0.0.1:1/", "rdkafka.message.timeout.ms": "100"],
            logHandler: { log($0.message) },
            onPostFailure: { failed in
                log("\(failed.count) failed")
                failures.append(failed.count)
            })
        let handler = LogNotifications(Notifier(transport: transport, publisherID: "p"))
        kept.withLock { $0 = handler }
        defer { kept.withLock { $0 = nil } }
        handler.handle(LogRecord(name: "app", level: .error, message: "m"))
        try await failures.waitForCount(1)
        try await lines.waitForCount(2)
        await transport.close(timeout: .zero)
        #expect(handler.counters.posted == 1)
        #expect(handler.counters.skipped >= 2)
        #expect(failures.elements == [1])
    }
}
