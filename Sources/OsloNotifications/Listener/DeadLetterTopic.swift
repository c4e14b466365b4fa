// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Where records go that can't be handled: a topic of the original's name and `.dead`, with the record's key, value and
/// headers as they were and more headers that say why, after how many attempts, and where it was.
struct DeadLetterTopic: Sendable {
    /// What is added to the topic's name.
    static let suffix = ".dead"

    let carrier: RecordCarrier

    /// The dead-letter topic of a Kafka topic.
    static func name(of topic: String) throws(NotificationError) -> String {
        let name = topic + suffix
        guard name.utf8.count <= TopicName.maximumLength else {
            throw NotificationError(
                .invalidTopic,
                "the dead-letter topic \"\(name)\" has \(name.utf8.count) characters; allowed: \(TopicName.maximumLength)"
            )
        }
        return name
    }

    /// Writes a record to its dead-letter topic. One that is too large with the headers is written without its value,
    /// whose size `dead-letter-value-size` then says: it can still be read where it was.
    ///
    /// - Parameter timeout: how long it may take.
    /// - Returns: the topic, when the record is there.
    func write(
        _ record: some InboundRecord,
        _ failure: RecordFailure,
        timeout: Duration
    ) async throws(NotificationError) -> String {
        let copy = try Self.copy(record, failure)
        do {
            try await send(copy, timeout)
        } catch {
            guard error.code == .messageTooLarge, let empty = Self.withoutValue(copy) else {
                throw error.telling("dead letter to \(copy.topic)")
            }
            do {
                try await send(empty, timeout)
            } catch {
                throw error.telling("dead letter to \(copy.topic), without its value of \(copy.value?.count ?? 0) bytes")
            }
        }
        return copy.topic
    }

    private func send(_ record: ProducerRecord, _ timeout: Duration) async throws(NotificationError) {
        _ = try await Deadline.run(timeout, record.topic) { [carrier] () throws(NotificationError) in
            try await carrier.send(record)
        }
    }

    /// The record as it is written to its dead-letter topic.
    static func copy(
        _ record: some InboundRecord,
        _ failure: RecordFailure
    ) throws(NotificationError) -> ProducerRecord {
        let headers = [
            RecordHeader(name: "dead-letter-reason", text: failure.reason),
            RecordHeader(name: "dead-letter-attempts", text: "\(failure.attempts)"),
            RecordHeader(name: "dead-letter-topic", text: record.topic),
            RecordHeader(name: "dead-letter-partition", text: "\(record.partition)"),
            RecordHeader(name: "dead-letter-offset", text: "\(record.offset)"),
        ]
        return ProducerRecord(
            topic: try name(of: record.topic), key: record.key, value: record.value, headers: record.headers + headers)
    }

    /// The same without its value; nil when it has none.
    static func withoutValue(_ record: ProducerRecord) -> ProducerRecord? {
        guard let size = record.value?.count else { return nil }
        var empty = record
        empty.value = nil
        empty.headers.append(RecordHeader(name: "dead-letter-value-size", text: "\(size)"))
        return empty
    }
}
