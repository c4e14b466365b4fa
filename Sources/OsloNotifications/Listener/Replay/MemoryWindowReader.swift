// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Reads windows of the topics of a ``MemoryBroker``.
final class MemoryWindowReader: WindowReader, ListeningClient {
    private let broker: MemoryBroker
    private let group: String?
    private let closing = ClosingFlag()

    init(_ broker: MemoryBroker, group: String?) {
        self.broker = broker
        self.group = group
    }

    var client: any ListeningClient { self }

    func window(_ topics: [String], from start: Int64?, to end: Int64?) -> Window {
        broker.window(topics, from: start, to: end)
    }

    func read(
        _ window: Window,
        _ body: (any InboundRecord) async throws(NotificationError) -> Void
    ) async throws(NotificationError) {
        for (partition, range) in window.sorted(by: { $0.key < $1.key }) {
            for record in broker.records(of: partition, in: range) {
                if closing.isSet { throw NotificationError(.closed, "replay: the transport was closed") }
                if Task.isCancelled { throw NotificationError(.cancelled, "replay: the task was cancelled") }
                try await body(record)
            }
        }
    }

    func committed(_ partitions: [TopicPartition]) -> [TopicPartition: Int64] {
        group.map { broker.committed($0, partitions) } ?? [:]
    }

    func store(_ record: any InboundRecord) {
        if let group, let record = record as? MemoryRecord { broker.commit(record.offset + 1, of: record, group) }
    }

    /// It is committed as it is stored.
    func commit() {}

    func end(timeout: Duration) async { closing.set() }

    func lag(_ board: CurrentBoard?) -> [TopicPartition: Int64] { [:] }
}
