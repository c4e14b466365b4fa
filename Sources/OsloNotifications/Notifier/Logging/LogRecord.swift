// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A line of a program's log, with what Python's `logging` says of one.
public struct LogRecord: Sendable {
    /// How much it matters, with Python's numbers.
    public enum Level: Int, Sendable, Hashable, Comparable, CaseIterable {
        /// Details for those who look for a fault.
        case debug = 10
        /// Ordinary events.
        case info = 20
        /// Something unexpected that did no harm yet.
        case warning = 30
        /// Something that did not work.
        case error = 40
        /// Something that keeps the program from going on.
        case critical = 50

        /// Python's name of the level.
        public var name: String {
            switch self {
            case .debug: "DEBUG"
            case .info: "INFO"
            case .warning: "WARNING"
            case .error: "ERROR"
            case .critical: "CRITICAL"
            }
        }

        /// The priority of a notification that tells of such a line.
        public var priority: NotificationPriority {
            switch self {
            case .debug: .debug
            case .info: .info
            case .warning: .warn
            case .error: .error
            case .critical: .critical
            }
        }

        /// By how much they matter.
        public static func < (left: Level, right: Level) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// The logger's name, such as a swift-log label.
    public var name: String
    /// How much it matters.
    public var level: Level
    /// The text.
    public var message: String
    /// The file that logged it.
    public var file: String
    /// The line of ``file``.
    public var line: Int
    /// The function that logged it.
    public var function: String
    /// What an error said, where one was logged.
    public var error: String?
    /// More members, such as a line's metadata; `null` for none.
    public var extra: JSONValue

    /// A line of a log.
    public init(
        name: String,
        level: Level,
        message: String,
        error: String? = nil,
        extra: JSONValue = nil,
        file: String = #fileID,
        line: Int = #line,
        function: String = #function
    ) {
        self.name = name
        self.level = level
        self.message = message
        self.error = error
        self.extra = extra
        self.file = file
        self.line = line
        self.function = function
    }
}
