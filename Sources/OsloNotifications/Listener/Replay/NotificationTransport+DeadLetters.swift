// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationTransport {
    /// Sends dead letters again, to the Kafka topics that they came from, and ends with those that are there now.
    ///
    /// A letter goes with its key, its value and its own headers, those of the dead letter taken off, and with
    /// `dead-letter-replays`, which counts. All consumer groups of the topic get it, as they get everything sent to it.
    /// Progress is kept in a consumer group, so that the next call begins where this one ended; after a call that is cut
    /// short, or whose progress could not be committed, the next one sends its last letters once more. Only one call at a
    /// time: the group shares nothing out, so that two processes that do this at once both send all letters. A letter
    /// whose value was too large to be kept can't be sent, and is skipped.
    ///
    /// - Parameters:
    ///   - targets: the topics, without priorities.
    ///   - priorities: the priorities; all seven unless told otherwise.
    ///   - group: the consumer group that keeps the progress; nil means the configuration's `consumer_group` and
    ///     `.dead-letters`.
    ///   - onSkipped: is told of a letter that can't be sent, and why.
    /// - Returns: how many were sent.
    /// - Throws: `invalidTopic`, `timedOut`, `cancelled`, `unreachable`, `authorizationFailed`, `deliveryFailed`; `closed`
    ///   when the transport is closed. All letters are sent when it is the commit that failed.
    @discardableResult
    public func replayDeadLetters(
        targets: [NotificationTarget],
        priorities: [NotificationPriority] = NotificationPriority.allCases,
        group: String? = nil,
        onSkipped: ((NotificationSource, String) -> Void)? = nil
    ) async throws(NotificationError) -> DeadLetterReport {
        var topics: [String] = []
        for topic in try kafkaTopics(targets, priorities) { topics.append(try DeadLetterTopic.name(of: topic)) }
        let group = group ?? "\(configuration.kafka.consumerGroup).dead-letters"
        var report = DeadLetterReport()
        try await withReader(group: group) { reader throws(NotificationError) in
            let window = try await reader.unread(try await reader.window(topics, from: nil, to: nil))
            try await reader.read(window) { record throws(NotificationError) in
                if let original = DeadLetterTopic.original(of: record) {
                    _ = try await carrier.send(original)
                    report.replayed += 1
                } else {
                    report.skipped += 1
                    onSkipped?(record.source, "its value was too large to be kept")
                }
                reader.store(record)
            }
            try await reader.commit()
        }
        return report
    }
}

extension DeadLetterTopic {
    private static let prefix = "dead-letter-"
    private static let replays = "dead-letter-replays"

    /// The record that a dead letter was made of, to be sent again; nil when its value was not kept.
    static func original(of record: some InboundRecord) -> ProducerRecord? {
        let headers = record.headers
        func text(_ name: String) -> String? {
            headers.last { $0.name == name }?.value.map { String(decoding: $0, as: UTF8.self) }
        }
        guard text("dead-letter-value-size") == nil else { return nil }
        let fallback = record.topic.hasSuffix(suffix) ? String(record.topic.dropLast(suffix.count)) : record.topic
        let count = (text(replays).flatMap { Int($0) } ?? 0) + 1
        return ProducerRecord(
            topic: text("dead-letter-topic") ?? fallback, key: record.key, value: record.value,
            headers: headers.filter { !$0.name.hasPrefix(prefix) } + [RecordHeader(name: replays, text: "\(count)")])
    }
}
