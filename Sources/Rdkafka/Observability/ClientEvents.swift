// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Takes what every kind of client says, log lines and errors, to the log handler.
final class ClientEvents: Sendable {
    private let log: KafkaLogHandler?
    /// The client's name, when it has one.
    private let client = Lock("")
    /// What keeps it from the brokers.
    let connection: ConnectionErrors
    private let security = Lock<(tokens: TokenRefresher?, scramWarning: String?)>((nil, nil))

    /// - Parameter progress: as ``ConnectionErrors`` takes it.
    init(log: KafkaLogHandler?, progress: @escaping @Sendable () -> Int = { 0 }) {
        self.log = log
        connection = ConnectionErrors(progress: progress)
    }

    /// The client was made.
    func setName(_ name: String) {
        client.withLock { $0 = name }
    }

    /// How the client that was made logs in.
    func setSecurity(tokens: TokenRefresher?, scramWarning: String?) {
        security.withLock { $0 = (tokens, scramWarning) }
        if let scramWarning { report(.warning, scramWarning, facility: "SASL") }
    }

    /// librdkafka wants a token to log in with.
    func refreshToken() {
        security.withLock { $0.tokens }?.refresh()
    }

    /// The client is about to be destroyed.
    func endSecurity() {
        security.withLock { security in
            defer { security.tokens = nil }
            return security.tokens
        }?.end()
    }

    /// A log line or an error came; other events are passed over.
    func handle(_ event: borrowing EventHandle) {
        switch event.type {
        case RD_KAFKA_EVENT_LOG:
            if log != nil, let line = event.log { report(line.level, line.message, facility: line.facility) }
        case RD_KAFKA_EVENT_ERROR:
            reportError(event.error, event.errorText, isFatal: event.isFatal)
        case RD_KAFKA_EVENT_OAUTHBEARER_TOKEN_REFRESH:
            refreshToken()
        default:
            break
        }
    }

    func reportError(_ code: rd_kafka_resp_err_t, _ text: String, isFatal: Bool) {
        report(isFatal ? .error : .warning, noting(code, text).message, facility: "ERROR")
    }

    /// The error of the client that this is, which is remembered if it is about a connection.
    func noting(_ code: rd_kafka_resp_err_t, _ text: String) -> KafkaError {
        var text = text
        let isRefusal = ConnectionErrors.isRefusal(code, text)
        if isRefusal, let warning = security.withLock({ $0.scramWarning }) {
            text += "; \(warning)"
        }
        var error = KafkaError.librdkafka(code, text)
        if isRefusal { error = error.asRefusal }
        connection.note(error, code)
        return error
    }

    func report(_ level: KafkaLogEvent.Level, _ message: @autoclosure () -> String, facility: String) {
        guard let log else { return }
        log(KafkaLogEvent(level: level, message: message(), facility: facility, client: client.withLock { $0 }))
    }
}
