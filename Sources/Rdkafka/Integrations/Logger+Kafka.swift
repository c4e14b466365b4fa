// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Logging
public import Logging

extension Logger {
    /// Takes a client's log lines to this logger: `logHandler: Logger.current.kafkaLogHandler()`.
    ///
    /// The metadata is that of ``KafkaLogEvent/metadata``.
    ///
    /// - Parameter highestLevel: what more serious lines are logged at; they have their own level as `kafka.level` in the
    ///   metadata then. A library has no errors of its own: what matters is thrown or reported where it happens, so that
    ///   it's `info` unless told otherwise.
    public func kafkaLogHandler(highestLevel: Level = .info) -> KafkaLogHandler {
        { event in
            let level = Level(event.level)
            // The metadata is only made for a line that is logged.
            log(
                level: min(level, highestLevel), "\(event.message)",
                metadata: Metadata(event, wanted: level, highest: highestLevel), source: "Rdkafka")
        }
    }
}

extension Logger.Level {
    fileprivate init(_ level: KafkaLogEvent.Level) {
        self =
            switch level {
            case .debug: .debug
            case .info: .info
            case .warning: .warning
            case .error: .error
            }
    }
}

extension Logger.Metadata {
    fileprivate init(_ event: KafkaLogEvent, wanted: Logger.Level, highest: Logger.Level) {
        self = event.metadata.mapValues { .string($0) }
        if wanted > highest { self["kafka.level"] = .string(wanted.rawValue) }
    }
}
#endif
