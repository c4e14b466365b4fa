// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Logging
public import Logging

/// Sends the lines of swift-log's loggers as notifications, beside a handler that writes them:
///
///     let notifications = LogNotifications(notifier, minimumLevel: .warning)
///     LoggingSystem.bootstrap { label in
///         MultiplexLogHandler([
///             StreamLogHandler.standardError(label: label), NotificationLogHandler(label: label, notifications),
///         ])
///     }
///
/// The label is the logger's name, the metadata are the members of `extra`. Lines that this library logs itself, which
/// have `Rdkafka` or `OsloNotifications` as their source, are not sent, whichever logger they come from. For all else see
/// ``LogNotifications``.
public struct NotificationLogHandler: LogHandler {
    /// What all lines have.
    public var metadata: Logger.Metadata = [:]
    /// What lines have by the task that they are logged in.
    public var metadataProvider: Logger.MetadataProvider?
    /// The least level that is sent, where that of the ``LogNotifications`` is not above it.
    public var logLevel: Logger.Level

    private let label: String
    private let notifications: LogNotifications

    /// A handler for a logger.
    ///
    /// - Parameters:
    ///   - label: the logger's label.
    ///   - notifications: what sends.
    ///   - level: the least level that is sent.
    ///   - metadataProvider: what lines have by the task that they are logged in.
    public init(
        label: String, _ notifications: LogNotifications, level: Logger.Level = .info,
        metadataProvider: Logger.MetadataProvider? = nil
    ) {
        self.label = label
        self.notifications = notifications
        self.metadataProvider = metadataProvider
        logLevel = level
    }

    /// One of the entries that all lines have.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Queues a line to be sent, and returns at once.
    public func log(event: LogEvent) {
        guard !["Rdkafka", "OsloNotifications"].contains(event.source) else { return notifications.skip() }
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { $1 } }
        if let own = event.metadata { all.merge(own) { $1 } }
        notifications.handle(
            LogRecord(
                name: label, level: LogRecord.Level(event.level), message: "\(event.message)",
                error: event.error.map { "\($0)" }, extra: all.isEmpty ? .null : JSONValue(all), file: event.file,
                line: Int(event.line), function: event.function))
    }
}

extension LogRecord.Level {
    fileprivate init(_ level: Logger.Level) {
        self =
            switch level {
            case .trace, .debug: .debug
            case .info, .notice: .info
            case .warning: .warning
            case .error: .error
            case .critical: .critical
            }
    }
}

extension JSONValue {
    fileprivate init(_ metadata: Logger.Metadata) {
        var object = JSONObject()
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) { object[key] = JSONValue(value) }
        self = .object(object)
    }

    private init(_ value: Logger.MetadataValue) {
        switch value {
        case .string(let text): self = .string(text)
        case .stringConvertible(let value): self = .string("\(value)")
        case .dictionary(let members): self.init(members)
        case .array(let elements): self = .array(elements.map { JSONValue($0) })
        }
    }
}
#endif
