// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationTransport {
    /// Reads again what Kafka has of a window of time, and ends with it. No consumer group takes part: nobody's progress
    /// changes.
    ///
    /// A notification is in the window when the time of its Kafka record is, which is when it was sent. What comes after
    /// the call began is not. The handler gets one notification at a time, those of a partition in order. A topic that is
    /// not there has none.
    ///
    /// - Parameters:
    ///   - targets: the topics, without priorities.
    ///   - priorities: the priorities; all seven unless told otherwise.
    ///   - start: the first moment of the window; nil for as far back as Kafka goes.
    ///   - end: the moment after its last; nil for all that is there.
    ///   - filter: what else has to be true.
    ///   - onUndecodable: is told of a record that is no notification.
    ///   - handler: gets each notification. An error that it throws ends the call.
    /// - Returns: how many there were.
    /// - Throws: `handlerFailed` for what the handler throws; `invalidTopic`, `timedOut`, `cancelled`, `unreachable`,
    ///   `authorizationFailed`; `closed` when the transport is closed.
    @discardableResult
    public func replay(
        targets: [NotificationTarget],
        priorities: [NotificationPriority] = NotificationPriority.allCases,
        from start: UTCTimestamp? = nil,
        to end: UTCTimestamp? = nil,
        matching filter: NotificationFilter? = nil,
        onUndecodable: ((NotificationSource, WireError) -> Void)? = nil,
        handler: (ReceivedNotification) async throws -> Void
    ) async throws(NotificationError) -> ReplayReport {
        let topics = try kafkaTopics(targets, priorities)
        let dispatcher = Dispatcher([On(priorities, matching: filter)])
        var report = ReplayReport()
        try await withReader(group: nil) { reader throws(NotificationError) in
            let window = try await reader.window(topics, from: start?.milliseconds, to: end?.milliseconds)
            try await reader.read(window) { record throws(NotificationError) in
                let notification: ReceivedNotification
                do throws(WireError) {
                    notification = try record.notification(nil)
                } catch {
                    report.undecodable += 1
                    onUndecodable?(record.source, error)
                    return
                }
                guard dispatcher.accepts(notification) else { return }
                do {
                    try await handler(notification)
                } catch {
                    throw NotificationError(
                        .handlerFailed, "\(record.source): the handler threw \(type(of: error))")
                }
                report.replayed += 1
            }
        }
        return report
    }

    func kafkaTopics(
        _ targets: [NotificationTarget],
        _ priorities: [NotificationPriority]
    ) throws(NotificationError) -> [String] {
        var topics: [String] = []
        for target in targets {
            for priority in priorities {
                let topic = try configuration.topicName(target.topic, priority: priority.topicSuffix).rawValue
                if !topics.contains(topic) { topics.append(topic) }
            }
        }
        return topics
    }

    /// Runs something with a reader of windows, which ends with it, and with the transport.
    func withReader<Result>(
        group: String?,
        _ body: (any WindowReader) async throws(NotificationError) -> Result
    ) async throws(NotificationError) -> Result {
        let reader = try reader(group)
        try listeners.add(reader.client)
        defer { listeners.remove(reader.client) }
        do {
            let result = try await body(reader)
            await reader.client.end(timeout: .seconds(10))
            return result
        } catch {
            await reader.client.end(timeout: .seconds(1))
            throw error
        }
    }

    private func reader(_ group: String?) throws(NotificationError) -> any WindowReader {
        if case .memory(let producer) = carrier { return MemoryWindowReader(producer.broker, group: group) }
        var properties = try configuration.consumerProperties(pool: group)
        if group == nil { properties["group.id"] = nil }
        // The end of a partition has to be told: its last offsets may be no records.
        properties["enable.partition.eof"] = "true"
        properties["allow.auto.create.topics"] = "false"
        do {
            return KafkaWindowReader(
                transport: self,
                consumer: try clients.consumer(properties, maximumBatchCount: configuration.kafka.maxPollRecords))
        } catch {
            throw NotificationError(error)
        }
    }
}
