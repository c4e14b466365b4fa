// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Takes what every kind of client says, log lines and errors, to the log handler.
final class ClientEvents: Sendable {
    private let log: KafkaLogHandler?
    /// The client's name, when it has one.
    private let client = Lock("")
    /// How it gets to the brokers, and what keeps it from them.
    let login = ClientLogin()

    init(log: KafkaLogHandler?) {
        self.log = log
    }

    /// The client was made.
    func setName(_ name: String) {
        client.withLock { $0 = name }
    }

    /// A log line or an error came; other events are passed over.
    func handle(_ event: borrowing EventHandle) {
        switch event.type {
        case RD_KAFKA_EVENT_LOG:
            if log != nil, let line = event.log { report(line.level, line.message, facility: line.facility) }
        case RD_KAFKA_EVENT_ERROR:
            reportError(event.error, event.errorText, isFatal: event.isFatal)
        case RD_KAFKA_EVENT_OAUTHBEARER_TOKEN_REFRESH:
            login.refreshToken()
        default:
            break
        }
    }

    func reportError(_ code: rd_kafka_resp_err_t, _ text: String, isFatal: Bool) {
        report(isFatal ? .error : .warning, login.noting(code, text).message, facility: "ERROR")
    }

    func report(_ level: KafkaLogEvent.Level, _ message: @autoclosure () -> String, facility: String) {
        guard let log else { return }
        log(KafkaLogEvent(level: level, message: message(), facility: facility, client: client.withLock { $0 }))
    }
}
