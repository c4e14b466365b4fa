// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// How a client gets to its brokers: the tokens it logs in with, and what last kept it from them.
final class ClientLogin: Sendable {
    let connection = ConnectionErrors()
    private let means = Lock<(tokens: TokenRefresher?, scramWarning: String?)>((nil, nil))

    /// The client was made, and logs in with these.
    func start(tokens: TokenRefresher?, scramWarning: String?) {
        means.withLock { $0 = (tokens, scramWarning) }
    }

    /// librdkafka wants a token to log in with.
    func refreshToken() {
        means.withLock { $0.tokens }?.refresh()
    }

    /// The client is about to be destroyed.
    func end() {
        let tokens = means.withLock { means in
            defer { means.tokens = nil }
            return means.tokens
        }
        tokens?.end()
    }

    /// The error of the client that this is, which is remembered if it is about a connection.
    func noting(_ code: rd_kafka_resp_err_t, _ text: String) -> KafkaError {
        let isRefusal = ConnectionErrors.isRefusal(code, text)
        let warning = isRefusal ? means.withLock { $0.scramWarning } : nil
        var error = KafkaError.librdkafka(code, text + (warning.map { "; \($0)" } ?? ""))
        if isRefusal { error = error.asRefusal }
        connection.note(error, code)
        return error
    }
}
