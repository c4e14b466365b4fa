// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Sends notifications: a value that is cheap to copy and may be used from anywhere.
///
/// A notification goes to each of the notifier's drivers; unless others are configured that is Kafka alone. There it
/// goes to the topic `<topic>.<priority>`, with `.<virtual host>` after it if the transport's URL has one, once for each
/// of the notifier's topics. Awaited calls return when the broker has acknowledged it on all of them; posted ones return
/// at once. From the main actor an awaited call costs two more thread switches than from elsewhere.
public struct Notifier: Sendable {
    /// Who sends, by convention `service.host`.
    public let publisherID: String?
    /// The topics, without priorities.
    public let topics: [String]
    /// How often an undelivered notification is sent again: -1 until `message.timeout.ms` is up, 0 never.
    public let retry: Int

    let transport: NotificationTransport
    let maker: RecordMaker
    let drivers: DriverSelection
    let carrier: RecordCarrier

    /// A notifier for the topics of the transport's configuration.
    ///
    /// - Parameters:
    ///   - transport: what it sends over.
    ///   - publisherID: who sends, by convention `service.host`.
    public init(transport: NotificationTransport, publisherID: String? = nil) {
        self.transport = transport
        self.publisherID = publisherID
        topics = transport.configuration.topics
        retry = transport.configuration.retry
        maker = transport.recordMaker
        drivers = transport.driverSelection
        carrier = transport.carrier
    }

    /// A notifier with choices of its own.
    ///
    /// - Parameters:
    ///   - transport: what it sends over.
    ///   - publisherID: who sends, by convention `service.host`.
    ///   - topics: the topics, without priorities; nil means those of the configuration.
    ///   - drivers: what notifications are given to; nil means the transport's own.
    ///   - retry: how often an undelivered notification is sent again, see ``prepare(publisherID:retry:)``; nil means
    ///     as configured.
    ///   - options: how records are made.
    /// - Throws: `invalidTopic` for a name that Kafka doesn't allow; `invalidArgument` for no topic at all, or for a
    ///   retry below -1; `invalidConfiguration` when the retry contradicts it.
    public init(
        transport: NotificationTransport,
        publisherID: String? = nil,
        topics: [String]? = nil,
        drivers: [any NotificationDriver]? = nil,
        retry: Int? = nil,
        options: NotifierOptions = NotifierOptions()
    ) throws(NotificationError) {
        self.transport = transport
        self.publisherID = publisherID
        self.topics = topics ?? transport.configuration.topics
        self.retry = retry ?? transport.configuration.retry
        maker = try RecordMaker(transport.configuration, topics: self.topics, options: options)
        self.drivers = drivers.map { DriverSelection($0) } ?? transport.driverSelection
        carrier = try transport.carrier(retry: self.retry)
    }

    /// One whose notifications go over this carrier and nothing else.
    init(
        transport: NotificationTransport,
        publisherID: String?,
        topics: [String]?,
        carrier: RecordCarrier,
        maker: RecordMaker
    ) {
        self.transport = transport
        self.publisherID = publisherID
        self.topics = topics ?? transport.configuration.topics
        retry = transport.configuration.retry
        self.maker = maker
        drivers = DriverSelection([MessagingDriver()])
        self.carrier = carrier
    }

    private init(
        _ other: Notifier, publisherID: String?, retry: Int, carrier: RecordCarrier, maker: RecordMaker? = nil
    ) {
        transport = other.transport
        topics = other.topics
        self.maker = maker ?? other.maker
        drivers = other.drivers
        self.publisherID = publisherID
        self.retry = retry
        self.carrier = carrier
    }

    /// The same notifier with another trace.
    func tracing(_ trace: TraceInjection) -> Notifier {
        Notifier(self, publisherID: publisherID, retry: retry, carrier: carrier, maker: maker.tracing(trace))
    }

    /// The same notifier for another publisher.
    public func prepare(publisherID: String?) -> Notifier {
        Notifier(self, publisherID: publisherID, retry: retry, carrier: carrier)
    }

    /// The same notifier with another number of retries.
    ///
    /// - Throws: as ``prepare(publisherID:retry:)``.
    public func prepare(retry: Int) throws(NotificationError) -> Notifier {
        try prepare(publisherID: publisherID, retry: retry)
    }

    /// The same notifier for another publisher, with another number of retries.
    ///
    /// Retries belong to a Kafka client, so each number that differs from the configuration's has a client of its own,
    /// made when it is first asked for and closed with the transport: use a few numbers, not many. Notifications sent
    /// with different numbers keep no order among each other.
    ///
    /// - Parameters:
    ///   - publisherID: who sends.
    ///   - retry: how often an undelivered notification is sent again: -1 until `message.timeout.ms` is up, 0 never,
    ///     which turns the idempotent producer off.
    /// - Throws: `invalidArgument` for less than -1, for a ninth number, or for a notifier of a transaction, which has one
    ///   client; `invalidConfiguration` when the configuration demands idempotence and the number is 0.
    public func prepare(publisherID: String?, retry: Int) throws(NotificationError) -> Notifier {
        if carrier.isTransaction {
            throw NotificationError(
                .invalidArgument, "retry \(retry): what is sent in a transaction is sent by its own client")
        }
        return Notifier(self, publisherID: publisherID, retry: retry, carrier: try transport.carrier(retry: retry))
    }

    /// Whether what is sent goes anywhere: false when every driver drops it, and when the transport is closed.
    public var isEnabled: Bool {
        drivers.isEnabled && !transport.isClosed
    }
}
