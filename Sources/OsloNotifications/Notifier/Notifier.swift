// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Sends notifications: a value that is cheap to copy and may be used from anywhere.
///
/// A notification goes to the Kafka topic `<topic>.<priority>`, with `.<virtual host>` after it if the transport's URL
/// has one, once for each of the notifier's topics. Awaited calls return when the broker has acknowledged it on all of
/// them; posted ones return at once. From the main actor an awaited call costs two more thread switches than from
/// elsewhere.
public struct Notifier: Sendable {
    /// Who sends, by convention `service.host`.
    public let publisherID: String?
    /// The topics, without priorities.
    public let topics: [String]

    let transport: NotificationTransport
    let maker: RecordMaker

    /// A notifier for the topics of the transport's configuration.
    ///
    /// - Parameters:
    ///   - transport: what it sends over.
    ///   - publisherID: who sends, by convention `service.host`.
    public init(transport: NotificationTransport, publisherID: String? = nil) {
        self.transport = transport
        self.publisherID = publisherID
        topics = transport.configuration.topics
        maker = transport.recordMaker
    }

    /// A notifier for other topics.
    ///
    /// - Parameters:
    ///   - transport: what it sends over.
    ///   - publisherID: who sends, by convention `service.host`.
    ///   - topics: the topics, without priorities.
    /// - Throws: `invalidTopic` for a name that Kafka doesn't allow; `invalidArgument` for none.
    public init(
        transport: NotificationTransport,
        publisherID: String? = nil,
        topics: [String]
    ) throws(NotificationError) {
        self.transport = transport
        self.publisherID = publisherID
        self.topics = topics
        maker = try RecordMaker(transport.configuration, topics: topics)
    }

    private init(_ other: Notifier, publisherID: String?) {
        transport = other.transport
        topics = other.topics
        maker = other.maker
        self.publisherID = publisherID
    }

    /// The same notifier for another publisher.
    public func prepare(publisherID: String?) -> Notifier {
        Notifier(self, publisherID: publisherID)
    }

    /// Whether what is sent goes anywhere: false when the only driver configured is `noop`.
    public var isEnabled: Bool {
        transport.isEnabled
    }
}
