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
        do {
            return try await write(record, failure, isEmptied: false, timeout: timeout)
        } catch {
            guard error.code == .messageTooLarge, record.value != nil else { throw error }
            return try await write(record, failure, isEmptied: true, timeout: timeout)
        }
    }

    /// The same in one of the two forms only.
    func write(
        _ record: some InboundRecord,
        _ failure: RecordFailure,
        isEmptied: Bool,
        timeout: Duration
    ) async throws(NotificationError) -> String {
        var copy = try Self.copy(record, failure)
        var what = "dead letter to \(copy.topic)"
        if isEmptied, let empty = Self.withoutValue(copy) {
            what += " without its value of \(copy.value?.count ?? 0) bytes"
            copy = empty
        }
        do {
            _ = try await Deadline.run(timeout, copy.topic) { [carrier, copy] () throws(NotificationError) in
                try await carrier.send(copy)
            }
        } catch {
            throw error.telling(what)
        }
        return copy.topic
    }

    /// The record as it is written to its dead-letter topic.
    private static func copy(
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
    private static func withoutValue(_ record: ProducerRecord) -> ProducerRecord? {
        guard let size = record.value?.count else { return nil }
        var empty = record
        empty.value = nil
        empty.headers.append(RecordHeader(name: "dead-letter-value-size", text: "\(size)"))
        return empty
    }
}
