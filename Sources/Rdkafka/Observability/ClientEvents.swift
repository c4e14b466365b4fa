// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Takes what every kind of client tells, log lines, errors and statistics, to those who want to know.
final class ClientEvents: Sendable {
    private struct Numbers {
        var errors = 0
        var statistics: KafkaStatistics?
        /// A text that can't be read is reported once.
        var hasReportedText = false
    }

    private let log: KafkaLogHandler?
    private let observer: (any KafkaMetricsObserver)?
    /// A producer's; nil for a consumer.
    private let counters: (@Sendable () -> ProducerCounters)?
    /// The client's name, when it has one.
    private let client = Lock("")
    /// How it gets to the brokers, and what keeps it from them.
    let login = ClientLogin()
    private let numbers = Lock(Numbers())
    /// Held during a call of the observer, which may come from two threads during a flush.
    private let observing = Lock(())

    init(
        log: KafkaLogHandler?,
        observer: (any KafkaMetricsObserver)? = nil,
        counters: (@Sendable () -> ProducerCounters)? = nil
    ) {
        self.log = log
        self.observer = observer
        self.counters = counters
    }

    /// What the queue of each client has to bring.
    static let eventTypes = RD_KAFKA_EVENT_LOG | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_STATS

    /// The client was made.
    func setName(_ name: String) {
        client.withLock { $0 = name }
    }

    /// The client's numbers now.
    var metrics: KafkaMetrics {
        let (errors, statistics) = numbers.withLock { ($0.errors, $0.statistics) }
        return KafkaMetrics(
            client: client.withLock { $0 }, producer: counters?(), errors: errors, statistics: statistics)
    }

    /// One of these came; other events are passed over.
    func handle(_ event: borrowing EventHandle) {
        switch event.type {
        case RD_KAFKA_EVENT_LOG:
            if log != nil, let line = event.log { report(line.level, line.message, facility: line.facility) }
        case RD_KAFKA_EVENT_ERROR:
            reportError(event.error, event.errorText, isFatal: event.isFatal)
        case RD_KAFKA_EVENT_OAUTHBEARER_TOKEN_REFRESH:
            login.refreshToken()
        case RD_KAFKA_EVENT_STATS:
            if let text = event.statistics { takeStatistics(text) }
        default:
            break
        }
    }

    /// So many errors are told elsewhere, in batches.
    @Sendable func countErrors(_ count: Int) {
        numbers.withLock { $0.errors += count }
    }

    func reportError(_ code: rd_kafka_resp_err_t, _ text: String, isFatal: Bool) {
        countErrors(1)
        report(isFatal ? .error : .warning, login.noting(code, text).message, facility: "ERROR")
    }

    func report(_ level: KafkaLogEvent.Level, _ message: @autoclosure () -> String, facility: String) {
        guard let log else { return }
        log(KafkaLogEvent(level: level, message: message(), facility: facility, client: client.withLock { $0 }))
    }

    func takeStatistics(_ text: [UInt8]) {
        do throws(StatisticsScanner.Malformed) {
            let statistics = try KafkaStatistics(json: text)
            numbers.withLock { $0.statistics = statistics }
            observe()
        } catch {
            let isNews = numbers.withLock { numbers in
                defer { numbers.hasReportedText = true }
                return !numbers.hasReportedText
            }
            guard isNews else { return }
            report(.warning, "statistics can't be read from byte \(error.position) on", facility: "STATS")
        }
    }

    /// The client has ended: nothing comes any more.
    func end() {
        observe(hasEnded: true)
    }

    /// Tells the observer how things are.
    private func observe(hasEnded: Bool = false) {
        guard let observer else { return }
        observing.withLock { _ in
            var metrics = metrics
            metrics.hasEnded = hasEnded
            observer.observe(metrics)
        }
    }
}
