// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Reads windows of Kafka's topics, with a consumer of its own.
struct KafkaWindowReader: WindowReader {
    let transport: NotificationTransport
    let consumer: KafkaConsumer

    var client: any ListeningClient { consumer }

    /// _PARTITION_EOF
    private static let endOfPartition: Int32 = -191

    /// The partitions of those topics that are there.
    private func partitions(of topics: [String]) async throws(NotificationError) -> [TopicPartition] {
        let descriptions = try await transport.withAdmin { admin throws(KafkaError) in
            try await admin.describeTopics(topics)
        }
        var partitions: [TopicPartition] = []
        for topic in topics {
            switch descriptions[topic] {
            case .success(let description)?:
                partitions += description.partitions.map { TopicPartition(topic: topic, partition: $0.partition) }
            case .failure(let error)?:
                guard error.code == .unknownTopicOrPartition else { throw NotificationError(error, topic) }
            case nil: break
            }
        }
        return partitions
    }

    func window(_ topics: [String], from start: Int64?, to end: Int64?) async throws(NotificationError) -> Window {
        let partitions = try await partitions(of: topics)
        do {
            let starts = try await offsets(of: partitions, at: start)
            let ends = try await offsets(of: partitions, at: end)
            var window: Window = [:]
            for partition in partitions {
                let marks = try await consumer.watermarks(of: partition)
                let first = start == nil ? marks.low : starts[partition] ?? marks.high
                let last = end == nil ? marks.high : ends[partition] ?? marks.high
                if first < last { window[partition] = first..<last }
            }
            return window
        } catch {
            throw NotificationError(error, "replay")
        }
    }

    private func offsets(
        of partitions: [TopicPartition],
        at time: Int64?
    ) async throws(KafkaError) -> [TopicPartition: Int64] {
        guard let time else { return [:] }
        var offsets: [TopicPartition: Int64] = [:]
        let times = Dictionary(uniqueKeysWithValues: partitions.map { ($0, time) })
        for (partition, result) in try await consumer.offsetsForTimes(times) { offsets[partition] = try result.get() }
        return offsets
    }

    func read(
        _ window: Window,
        _ body: (any InboundRecord) async throws(NotificationError) -> Void
    ) async throws(NotificationError) {
        var left = window
        guard !left.isEmpty else { return }
        do {
            try await consumer.assign(left.mapValues { .offset($0.lowerBound) })
            for try await batch in consumer.batches {
                for record in batch {
                    guard let range = left[record.topicPartition] else { continue }
                    if record.offset < range.upperBound { try await body(record) }
                    if record.offset + 1 >= range.upperBound { left[record.topicPartition] = nil }
                }
                for error in batch.errors { try note(error, &left) }
                if left.isEmpty { return }
            }
        } catch {
            throw NotificationListener.wrap(error)
        }
        if Task.isCancelled { throw NotificationError(.cancelled, "replay: the task was cancelled") }
        throw NotificationError(.closed, "replay: the transport was closed")
    }

    func committed(_ partitions: [TopicPartition]) async throws(NotificationError) -> [TopicPartition: Int64] {
        do {
            return try await consumer.committed(partitions).compactMapValues { try $0.get()?.offset }
        } catch {
            throw NotificationListener.wrap(error)
        }
    }

    func store(_ record: any InboundRecord) {
        ListenerSource.kafka(consumer).store(record.offset + 1, of: record)
    }

    func commit() async throws(NotificationError) {
        let result: CommitResult
        do {
            result = try await consumer.commit()
        } catch {
            throw NotificationError(error, "dead letters")
        }
        if let error = Self.failure(result) { throw error }
    }

    /// What a commit did not commit, as one error.
    static func failure(_ result: CommitResult) -> NotificationError? {
        NotificationError.combining(
            result.failed.sorted { $0.key < $1.key }.map { partition, error in
                NotificationError(error, "\(partition): sent again, and not committed, so they come again")
            })
    }

    /// Where a partition ends nothing more comes, whatever its last offsets were.
    private func note(_ error: ConsumerPartitionError, _ left: inout Window) throws(NotificationError) {
        guard let topic = error.topic, let partition = error.partition else {
            return transport.log(.warning, "replay: \(error.error.message)")
        }
        switch error.error.responseCode?.rawValue {
        case Self.endOfPartition: left[TopicPartition(topic: topic, partition: partition)] = nil
        case _ where error.error.isRetriable: transport.log(.warning, "replay: \(error.error.message)")
        default: throw NotificationError(error.error, "\(topic)[\(partition)]")
        }
    }
}
