// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Turns notifications into Kafka records: which topics, which bytes. Sends nothing.
struct RecordMaker: Sendable {
    /// The most that a record has beside key, value and headers: lengths, attributes, time and offset, as librdkafka
    /// counts them.
    private static let recordOverhead = 36

    private(set) var options: NotifierOptions
    /// The Kafka topics of each priority, in the order of `NotificationPriority.allCases`.
    private let topics: [[String]]
    private let maximumSize: Int
    /// Whether records have neither key nor headers.
    private var isPlain: Bool
    private let usualSize = UsualSize()

    init(
        _ configuration: NotificationConfiguration,
        topics: [String],
        options: NotifierOptions = NotifierOptions()
    ) throws(NotificationError) {
        guard !topics.isEmpty else { throw NotificationError(.invalidArgument, "a notifier needs at least one topic") }
        var table: [[String]] = []
        for priority in NotificationPriority.allCases {
            var names: [String] = []
            for topic in topics.withoutRepeats {
                names.append(try configuration.topicName(topic, priority: priority.topicSuffix).rawValue)
            }
            table.append(names)
        }
        self.topics = table
        self.options = options
        isPlain = options.key.isNone && options.headers.isEmpty && options.trace == nil
        maximumSize = configuration.producerProperties["message.max.bytes"].flatMap { Int($0) } ?? 1_000_000
    }

    /// The same, with another trace.
    func tracing(_ trace: TraceInjection) -> RecordMaker {
        var copy = self
        copy.options.trace = trace
        copy.isPlain = false
        return copy
    }

    func topics(_ priority: NotificationPriority) -> [String] {
        topics[priority.index]
    }

    /// The bytes of a notification, which are the same on every topic.
    func value(
        _ header: MessageHeader,
        _ write: (inout EnvelopeWriter) throws(WireError) -> Void
    ) throws(NotificationError) -> [UInt8] {
        var writer = EnvelopeWriter(
            format: options.format, nonFiniteNumbers: options.nonFiniteNumbers, payloadCoding: options.payloadCoding,
            capacity: usualSize.capacity)
        do {
            try write(&writer)
        } catch {
            throw NotificationError(error, .unencodable, "notification \(header.eventType)")
        }
        let bytes = writer.takeBytes()
        usualSize.note(bytes.count)
        guard bytes.count <= maximumSize - Self.recordOverhead else { throw tooLarge(header, bytes.count) }
        return bytes
    }

    /// The record of a notification for one of its topics.
    ///
    /// - Throws: `messageTooLarge` when key and headers make it so.
    func record(_ topic: String, _ header: MessageHeader, _ value: [UInt8]) throws(NotificationError) -> ProducerRecord
    {
        guard !isPlain else { return ProducerRecord(topic: topic, value: value) }
        var headers = options.headers.records(header)
        options.trace?.inject(&headers)
        let record = ProducerRecord(topic: topic, key: options.key.bytes(header), value: value, headers: headers)
        var size = value.count + (record.key?.count ?? 0)
        for header in record.headers { size += header.name.utf8.count + (header.value?.count ?? 0) + 10 }
        guard size <= maximumSize - Self.recordOverhead else { throw tooLarge(header, size) }
        return record
    }

    /// The records of a notification, one for each topic.
    func records(_ header: MessageHeader, _ value: [UInt8]) throws(NotificationError) -> [ProducerRecord] {
        var records: [ProducerRecord] = []
        try append(header, value, to: &records)
        return records
    }

    func records(_ message: OutgoingMessage) throws(NotificationError) -> [ProducerRecord] {
        var records: [ProducerRecord] = []
        try append(message, to: &records)
        return records
    }

    /// Adds the records of a notification, or none when one of them can't be made.
    func append(_ message: OutgoingMessage, to records: inout [ProducerRecord]) throws(NotificationError) {
        let bytes = try value(message.header) { writer throws(WireError) in try writer.write(message) }
        try append(message.header, bytes, to: &records)
    }

    private func append(
        _ header: MessageHeader,
        _ value: [UInt8],
        to records: inout [ProducerRecord]
    ) throws(NotificationError) {
        let topics = topics(header.priority)
        var record = try record(topics[0], header, value)
        records.append(record)
        for topic in topics.dropFirst() {
            record.topic = topic
            records.append(record)
        }
    }

    private func tooLarge(_ header: MessageHeader, _ size: Int) -> NotificationError {
        NotificationError(
            .messageTooLarge,
            "notification \(header.eventType) makes a record of \(size) bytes; rdkafka.message.max.bytes is "
                + "\(maximumSize), which leaves \(maximumSize - Self.recordOverhead)",
            option: "rdkafka.message.max.bytes"
        )
    }
}
