// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A line that a client logs: librdkafka's own, and this library's.
public struct KafkaLogEvent: Sendable, Hashable {
    /// How much it matters.
    public let level: Level
    /// The text, without a time and without the client's name.
    public let message: String
    /// The part of the client that speaks, such as librdkafka's `FAIL` or `REQTMOUT`.
    public let facility: String
    /// The client's name, such as `rdkafka#producer-1`.
    public let client: String

    package init(level: Level, message: String, facility: String, client: String) {
        self.level = level
        self.message = message
        self.facility = facility
        self.client = client
    }

    /// Levels in rising order. A library's lines are not the application's errors: nothing is above `error`.
    public enum Level: Int, Sendable, Hashable, Comparable {
        /// Details for those who look for a fault; only when librdkafka's `debug` property asks for them.
        case debug
        /// Ordinary events.
        case info
        /// Something that works again by itself, usually.
        case warning
        /// Something that somebody has to look at.
        case error

        init(syslog level: Int32) {
            self =
                switch level {
                case ...3: .error
                case 4: .warning
                case 5, 6: .info
                default: .debug
                }
        }

        /// By how much they matter.
        public static func < (left: Level, right: Level) -> Bool {
            left.rawValue < right.rawValue
        }
    }
}

/// Takes a client's log lines. It is called on threads of the client's, also on two at once: it must return at once and
/// may not wait.
public typealias KafkaLogHandler = @Sendable (KafkaLogEvent) -> Void
