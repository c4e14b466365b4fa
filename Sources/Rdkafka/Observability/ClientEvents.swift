// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// What every kind of client does with the events that are not its own: log lines and errors.
struct ClientEvents: Sendable {
    let client: String
    let log: KafkaLogHandler?

    /// False when the event is none of these.
    func handle(_ event: borrowing EventHandle) -> Bool {
        switch event.type {
        case RD_KAFKA_EVENT_LOG:
            if let log, let line = event.log(client: client) { log(line) }
        case RD_KAFKA_EVENT_ERROR:
            report(event.isFatal ? .error : .warning, event.errorText, facility: "ERROR")
        default:
            return false
        }
        return true
    }

    func report(_ level: KafkaLogEvent.Level, _ message: @autoclosure () -> String, facility: String) {
        log?(KafkaLogEvent(level: level, message: message(), facility: facility, client: client))
    }
}
