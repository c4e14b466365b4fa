// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Remembers what last kept a client from a broker.
final class ConnectionErrors: Sendable {
    private struct Entry {
        let error: KafkaError
        /// How much the client had done by then.
        let progress: Int
        let time = ContinuousClock.now
    }

    // A function right inside a lock would be wrapped once more with each look at it.
    private struct Progress {
        let read: @Sendable () -> Int
    }

    private let entry = Lock<Entry?>(nil)
    private let progress = Lock(Progress { 0 })

    /// `progress` grows with what the client gets done, such as the number of records delivered.
    func measure(progress: @escaping @Sendable () -> Int) {
        self.progress.withLock { $0 = Progress(read: progress) }
    }

    /// The last error, however long ago.
    var last: KafkaError? {
        entry.withLock { $0?.error }
    }

    /// The last error, unless the client got something done since.
    var current: KafkaError? {
        let progress = progress.withLock { $0 }.read()
        return entry.withLock { $0.flatMap { $0.progress == progress ? $0.error : nil } }
    }

    func note(_ error: KafkaError, _ code: rd_kafka_resp_err_t) {
        guard Self.isOfConnection(code) else { return }
        let new = Entry(error: error, progress: progress.withLock { $0 }.read())
        entry.withLock { entry in
            // A host with several addresses is not reached at some and refuses at another, which is what matters, and
            // what librdkafka says only each half minute.
            if let old = entry, old.error.code == .authentication, error.code != .authentication,
                new.time - old.time < .seconds(35)
            {
                return
            }
            entry = new
        }
    }

    /// That all brokers are down is not one of them: it has no reason, and follows one that does.
    private static func isOfConnection(_ code: rd_kafka_resp_err_t) -> Bool {
        switch code {
        case RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__RESOLVE: true
        default: KafkaError.Code(code) == .authentication
        }
    }

    /// Whether one side refused the other. A broker that refuses the client's certificate, or misses one, says so in a
    /// TLS alert after the handshake, which librdkafka takes for any other failure to receive.
    static func isRefusal(_ code: rd_kafka_resp_err_t, _ text: String) -> Bool {
        if KafkaError.Code(code) == .authentication { return true }
        guard code == RD_KAFKA_RESP_ERR__TRANSPORT, let mark = text.firstRange(of: "SSL alert number ") else {
            return false
        }
        let number = Int(text[mark.upperBound...].prefix { $0.isASCII && $0.isNumber })
        return number.map(certificateAlerts.contains) ?? false
    }

    /// RFC 8446, section 6: bad, unsupported, revoked, expired and unknown certificates, an unknown authority, access
    /// denied, and a certificate required.
    private static let certificateAlerts: Set = [42, 43, 44, 45, 46, 48, 49, 116]
}

extension KafkaError {
    /// This error of a connection as the refusal that it is.
    var asRefusal: KafkaError {
        KafkaError(.authentication, message, responseCode: responseCode, file: file, line: line)
    }

    /// This error, with what kept the client from the brokers where a record's time was up because of that.
    func explained(by connection: KafkaError?) -> KafkaError {
        guard let connection, responseCode?.rawValue == RD_KAFKA_RESP_ERR__MSG_TIMED_OUT.rawValue else { return self }
        let isRefused = connection.code == .authentication
        return KafkaError(
            isRefused ? .authentication : code,
            "\(message); the last connection error was: \(connection.message)",
            responseCode: responseCode,
            isRetriable: isRefused ? false : isRetriable,
            deliveryStatus: deliveryStatus,
            file: file,
            line: line
        )
    }
}
