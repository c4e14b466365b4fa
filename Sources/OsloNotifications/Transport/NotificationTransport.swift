// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Rdkafka

/// The connection to a Kafka cluster that notifiers and listeners share; for a transport URL of the schemes `memory`,
/// `fake` and `test` to a ``MemoryBroker`` instead.
///
/// Everything in its configuration is checked when it is made, by librdkafka too. It connects in the background, and
/// what notifiers send goes out without anything being run or polled.
///
/// Call ``close(timeout:)`` before the process ends: it sends what is queued and closes every listener.
public final class NotificationTransport: Sendable {
    /// What it was made of.
    public let configuration: NotificationConfiguration

    /// What notifications are given to, as the option `driver` says.
    public var drivers: [any NotificationDriver] { driverSelection.all }

    let carrier: RecordCarrier
    let driverSelection: DriverSelection
    /// For the topics of the configuration.
    let recordMaker: RecordMaker
    let clients: TransportClients
    let listeners = OpenListeners()
    let closed = EndSignal()
    let otherProducers = TransportProducers()
    private let onPostFailure: PostFailureHandler?
    private let closing = ClosingFlag()
    private let observer = Lock(HealthObserver())

    /// A transport from a dictionary.
    ///
    /// - Parameters:
    ///   - configuration: `section.option`, as oslo.messaging names them, and `rdkafka.` before any property of
    ///     librdkafka. `transport_url` is needed.
    ///   - drivers: the drivers that the option `driver` can name.
    ///   - oauthTokenProvider: gets the tokens to log in with where `sasl_mechanism` is `OAUTHBEARER`, which needs it.
    ///   - logHandler: gets the log lines of the Kafka clients and of the listeners. It is called on their threads and
    ///     must return at once. Without it nothing is logged.
    ///   - metricsObserver: gets the numbers of each Kafka client, those that send and those of listeners, every
    ///     `rdkafka.statistics.interval.ms`, which is then 10 000 unless set. Over memory there are none.
    ///   - onPostFailure: gets notifications that were posted, not awaited, and did not reach the broker.
    /// - Throws: `invalidConfiguration`, `invalidTransportURL`, `invalidTopic`, or `notificationsOnly` for what belongs
    ///   to RPC; each names the key, the value and what is allowed.
    public convenience init(
        configuration: [String: String],
        drivers: DriverRegistry = .standard,
        oauthTokenProvider: KafkaOAuthTokenProvider? = nil,
        logHandler: KafkaLogHandler? = nil,
        metricsObserver: (any KafkaMetricsObserver)? = nil,
        onPostFailure: PostFailureHandler? = nil
    ) throws(NotificationError) {
        try self.init(
            NotificationConfiguration(configuration, drivers: drivers), drivers: drivers,
            oauthTokenProvider: oauthTokenProvider, logHandler: logHandler, metricsObserver: metricsObserver,
            onPostFailure: onPostFailure)
    }

    /// A transport from a configuration that has been read.
    ///
    /// - Parameters:
    ///   - configuration: the configuration.
    ///   - drivers: the drivers that its option `driver` can name.
    ///   - oauthTokenProvider: gets the tokens to log in with where `sasl_mechanism` is `OAUTHBEARER`, which needs it.
    ///   - logHandler: gets the log lines of the Kafka clients and of the listeners.
    ///   - metricsObserver: gets the numbers of each Kafka client.
    ///   - onPostFailure: gets notifications that were posted, not awaited, and did not reach the broker.
    /// - Throws: `invalidConfiguration` for what only librdkafka can check.
    public init(
        _ configuration: NotificationConfiguration,
        drivers: DriverRegistry = .standard,
        oauthTokenProvider: KafkaOAuthTokenProvider? = nil,
        logHandler: KafkaLogHandler? = nil,
        metricsObserver: (any KafkaMetricsObserver)? = nil,
        onPostFailure: PostFailureHandler? = nil
    ) throws(NotificationError) {
        self.configuration = configuration
        clients = TransportClients(
            oauthTokenProvider: oauthTokenProvider, logHandler: logHandler, metricsObserver: metricsObserver)
        self.onPostFailure = onPostFailure
        recordMaker = try RecordMaker(configuration, topics: configuration.topics)
        if configuration.transportURL.isMemory {
            carrier = .memory(MemoryProducer(.shared(configuration.transportURL.memoryName)))
        } else {
            do {
                carrier = .kafka(
                    try clients.producer(configuration.producerProperties, onPostFailure: onPostFailure))
            } catch {
                throw configuration.locating(NotificationError(error))
            }
        }
        driverSelection = try Self.drivers(configuration, drivers, logHandler, carrier.name)
        for warning in configuration.warnings { log(.warning, warning) }
    }

    /// The carrier for a number of retries.
    func carrier(retry: Int) throws(NotificationError) -> RecordCarrier {
        guard retry >= -1, retry <= Int(Int32.max) else {
            throw NotificationError(.invalidArgument, "retry is \(retry); allowed: -1 to \(Int32.max)", option: "retry")
        }
        guard retry != configuration.retry, case .kafka = carrier else { return carrier }
        let properties = try configuration.producerProperties(retry: retry)
        let producer = try otherProducers.producer(retry) { () throws(NotificationError) in
            do throws(KafkaError) {
                return try clients.producer(properties, onPostFailure: onPostFailure)
            } catch {
                throw NotificationError(error)
            }
        }
        return .kafka(producer)
    }

    /// How the transport is doing. It only looks at counters, so it is cheap and asks nobody; look now and then.
    ///
    /// - Parameter limit: how long records may wait without any being acknowledged before it is called stalled.
    public func health(stalledAfter limit: Duration = .seconds(10)) -> TransportHealth {
        let counters = counters
        let lag = listeners.lag
        return observer.withLock { observer in
            observer.observe(counters, lag: lag, isClosed: isClosed, stalledAfter: limit, now: .now)
        }
    }

    /// Whether ``close(timeout:)`` was called.
    var isClosed: Bool { closing.isSet }

    func beginClosing() {
        closing.set()
        otherProducers.close()
    }

    func log(_ level: KafkaLogEvent.Level, _ message: @autoclosure () -> String) {
        guard let logHandler = clients.logHandler else { return }
        logHandler(KafkaLogEvent(level: level, message: message(), facility: "OSLO", client: carrier.name))
    }

    private static func drivers(
        _ configuration: NotificationConfiguration,
        _ registry: DriverRegistry,
        _ logHandler: KafkaLogHandler?,
        _ client: String
    ) throws(NotificationError) -> DriverSelection {
        var log: LogDriver.Handler?
        if let logHandler {
            log = { line in
                logHandler(
                    KafkaLogEvent(
                        level: line.priority.logLevel, message: line.text, facility: line.logger, client: client))
            }
        }
        let context = DriverContext(configuration: configuration, registry: registry, log: log)
        var drivers: [any NotificationDriver] = []
        for name in configuration.drivers { drivers.append(try registry.make(name, context)) }
        return DriverSelection(drivers)
    }
}
