// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Turns notifications into Kafka records: which topics, which bytes. Sends nothing.
struct RecordMaker: Sendable {
    /// The Kafka topics of each priority, in the order of `NotificationPriority.allCases`.
    private let topics: [[String]]
    private let maximumSize: Int

    init(_ configuration: NotificationConfiguration, topics: [String]) throws(NotificationError) {
        guard !topics.isEmpty else { throw NotificationError(.invalidArgument, "a notifier needs at least one topic") }
        var table: [[String]] = []
        for priority in NotificationPriority.allCases {
            var names: [String] = []
            for topic in topics {
                names.append(try configuration.topicName(topic, priority: priority.topicSuffix).rawValue)
            }
            table.append(names)
        }
        self.topics = table
        maximumSize = configuration.producerProperties["message.max.bytes"].flatMap { Int($0) } ?? 1_000_000
    }

    func topics(_ priority: NotificationPriority) -> [String] {
        topics[priority.index]
    }

    /// The bytes of a notification, which are the same on every topic.
    func value(
        _ header: MessageHeader,
        _ write: (inout EnvelopeWriter) throws(WireError) -> Void
    ) throws(NotificationError) -> [UInt8] {
        var writer = EnvelopeWriter(capacity: 1024)
        do {
            try write(&writer)
        } catch {
            throw NotificationError(error, .unencodable, "notification \(header.eventType)")
        }
        let bytes = writer.takeBytes()
        guard bytes.count <= maximumSize else {
            throw NotificationError(
                .messageTooLarge,
                "notification \(header.eventType) has \(bytes.count) bytes; rdkafka.message.max.bytes allows \(maximumSize)",
                option: "rdkafka.message.max.bytes"
            )
        }
        return bytes
    }

    func records(_ message: OutgoingMessage) throws(NotificationError) -> [ProducerRecord] {
        let bytes = try value(message.header) { writer throws(WireError) in try writer.write(message) }
        return topics(message.header.priority).map { ProducerRecord(topic: $0, value: bytes) }
    }
}

extension NotificationPriority {
    /// The place among all cases.
    fileprivate var index: Int {
        switch self {
        case .audit: 0
        case .debug: 1
        case .info: 2
        case .warn: 3
        case .error: 4
        case .critical: 5
        case .sample: 6
        }
    }
}
