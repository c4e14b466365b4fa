// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Rdkafka

/// The connection to a Kafka cluster that notifiers and listeners share.
///
/// Everything in its configuration is checked when it is made, by librdkafka too. It connects in the background, and
/// what notifiers send goes out without anything being run or polled.
///
/// Call ``close(timeout:)`` before the process ends: it sends what is queued and closes every listener.
public final class NotificationTransport: Sendable {
    /// What it was made of.
    public let configuration: NotificationConfiguration

    let producer: KafkaProducer
    /// For the topics of the configuration.
    let recordMaker: RecordMaker
    let logHandler: KafkaLogHandler?
    let listeners = OpenListeners()
    let closed = EndSignal()

    /// A transport from a dictionary.
    ///
    /// - Parameters:
    ///   - configuration: `section.option`, as oslo.messaging names them, and `rdkafka.` before any property of
    ///     librdkafka. `transport_url` is needed.
    ///   - logHandler: gets the log lines of the Kafka clients and of the listeners. It is called on their threads and
    ///     must return at once. Without it nothing is logged.
    ///   - onPostFailure: gets notifications that were posted, not awaited, and did not reach the broker.
    /// - Throws: `invalidConfiguration`, `invalidTransportURL`, `invalidTopic`, or `notificationsOnly` for what belongs
    ///   to RPC; each names the key, the value and what is allowed.
    public convenience init(
        configuration: [String: String],
        logHandler: KafkaLogHandler? = nil,
        onPostFailure: PostFailureHandler? = nil
    ) throws(NotificationError) {
        try self.init(
            NotificationConfiguration(configuration), logHandler: logHandler, onPostFailure: onPostFailure)
    }

    /// A transport from a configuration that has been read.
    ///
    /// - Parameters:
    ///   - configuration: the configuration.
    ///   - logHandler: gets the log lines of the Kafka clients and of the listeners.
    ///   - onPostFailure: gets notifications that were posted, not awaited, and did not reach the broker.
    /// - Throws: `invalidConfiguration` for what only librdkafka can check.
    public init(
        _ configuration: NotificationConfiguration,
        logHandler: KafkaLogHandler? = nil,
        onPostFailure: PostFailureHandler? = nil
    ) throws(NotificationError) {
        self.configuration = configuration
        self.logHandler = logHandler
        recordMaker = try RecordMaker(configuration, topics: configuration.topics)
        do {
            producer = try KafkaProducer(
                configuration: KafkaConfiguration(configuration.producerProperties), logHandler: logHandler,
                onPostFailure: onPostFailure)
        } catch {
            throw configuration.locating(NotificationError(error))
        }
        for warning in configuration.warnings { log(.warning, warning) }
    }

    /// What was sent so far, and what is on its way, in Kafka records.
    public var counters: ProducerCounters { producer.counters }

    /// Whether notifications go to Kafka: false when the only driver is `noop`.
    var isEnabled: Bool { configuration.drivers != ["noop"] }

    func log(_ level: KafkaLogEvent.Level, _ message: @autoclosure () -> String) {
        guard let logHandler else { return }
        logHandler(KafkaLogEvent(level: level, message: message(), facility: "OSLO", client: producer.name))
    }
}
