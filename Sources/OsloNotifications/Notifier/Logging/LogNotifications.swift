// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Sends the lines of a log as notifications, as oslo.messaging's `LoggingNotificationHandler` does: the event type is
/// `logrecord`, the priority that of the level.
///
///     let lines = LogNotifications(notifier, minimumLevel: .error)
///     lines.handle(LogRecord(name: "nova.compute", level: .error, message: "no host"))
///
/// It never blocks, throws or logs: what there is no room for is dropped and counted. What is logged while a line is
/// being handled is not sent, nor what is logged by the handlers that a transport was given for its own log lines and for
/// notifications that did not reach the broker, nor the lines of loggers that are left out by name: any of them would
/// never end.
public final class LogNotifications: Sendable {
    /// What became of the lines.
    public struct Counters: Sendable, Hashable {
        /// Queued to be sent.
        public internal(set) var posted = 0
        /// Dropped: the queue was full, the transport closed, or the line had no form on the wire.
        public internal(set) var dropped = 0
        /// Passed over: below the level, of a logger that is left out, or logged while a line was being handled.
        public internal(set) var skipped = 0
    }

    @TaskLocal private static var isHandling = false

    private let notifier: Notifier
    private let minimumLevel: LogRecord.Level
    private let excludedNames: [String]
    private let state = Lock(Counters())

    /// A handler.
    ///
    /// - Parameters:
    ///   - notifier: what sends.
    ///   - minimumLevel: the least level that is sent.
    ///   - excludedNames: loggers whose lines are not sent, and those below them (`name.`). Name the logger here that
    ///     the transport's own log lines go to.
    public init(
        _ notifier: Notifier,
        minimumLevel: LogRecord.Level = .debug,
        excludedNames: [String] = ["oslo.messaging", "oslo_messaging", "rdkafka", "OsloNotifications"]
    ) {
        self.notifier = notifier
        self.minimumLevel = minimumLevel
        self.excludedNames = excludedNames
    }

    /// What became of the lines so far.
    public var counters: Counters { state.withLock { $0 } }

    /// A line that is told by this library itself, and not sent.
    func skip() {
        state.withLock { $0.skipped += 1 }
    }

    /// A handler that this library calls to tell of itself, within which no line is sent: of a notification that does not
    /// reach the broker lines would be made without end.
    static func quiet<Value>(_ handler: @escaping @Sendable (Value) -> Void) -> @Sendable (Value) -> Void {
        { value in $isHandling.withValue(true) { handler(value) } }
    }

    /// Queues a line to be sent, and returns at once.
    public func handle(_ record: LogRecord) {
        guard record.level >= minimumLevel, !Self.isHandling, !isExcluded(record.name) else {
            return skip()
        }
        let isPosted = Self.$isHandling.withValue(true) { post(record) }
        state.withLock { if isPosted { $0.posted += 1 } else { $0.dropped += 1 } }
    }

    private func post(_ record: LogRecord) -> Bool {
        do {
            try notifier.post(record.level.priority, "logrecord", payload: record.payload)
            return true
        } catch {
            return false
        }
    }

    private func isExcluded(_ name: String) -> Bool {
        excludedNames.contains { name == $0 || name.hasPrefix("\($0).") }
    }
}
