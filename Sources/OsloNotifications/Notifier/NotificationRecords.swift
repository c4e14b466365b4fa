// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Rdkafka

/// The Kafka records of notifications, without a connection: what a notifier of the same configuration would send.
public struct NotificationRecords: Sendable {
    private let maker: RecordMaker

    /// The records for some topics.
    ///
    /// - Parameters:
    ///   - configuration: the configuration.
    ///   - topics: the topics, without priorities; nil means those of the configuration.
    ///   - options: how records are made.
    /// - Throws: `invalidTopic` for a name that Kafka doesn't allow; `invalidArgument` for none.
    public init(
        _ configuration: NotificationConfiguration,
        topics: [String]? = nil,
        options: NotifierOptions = NotifierOptions()
    ) throws(NotificationError) {
        maker = try RecordMaker(configuration, topics: topics ?? configuration.topics, options: options)
    }

    /// A notification's records, one for each topic, in the order of the topics.
    ///
    /// - Parameter message: the notification.
    /// - Throws: `unencodable`, `messageTooLarge`.
    public func records(_ message: OutgoingMessage) throws(NotificationError) -> [ProducerRecord] {
        try maker.records(message)
    }
}
