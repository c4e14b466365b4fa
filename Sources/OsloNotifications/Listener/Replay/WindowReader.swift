// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Reads the records of a window once, from its start to its end.
protocol WindowReader: Sendable {
    /// For each partition where to begin, and the offset where to end.
    typealias Window = [TopicPartition: Range<Int64>]

    /// What ends it.
    var client: any ListeningClient { get }

    /// The offsets from the first record of a time, in milliseconds, to before the first one of another time, as far as
    /// there are records now, in those topics that are there. Records of other times may be among them.
    func window(_ topics: [String], from start: Int64?, to end: Int64?) async throws(NotificationError) -> Window

    /// Gives all records of a window to `body`, those of a partition in order.
    func read(
        _ window: Window,
        _ body: (any InboundRecord) async throws(NotificationError) -> Void
    ) async throws(NotificationError)

    /// Where its consumer group goes on in partitions of which it has committed something.
    func committed(_ partitions: [TopicPartition]) async throws(NotificationError) -> [TopicPartition: Int64]

    /// A record is done, for its consumer group.
    func store(_ record: any InboundRecord)

    /// Commits what is done.
    func commit() async throws(NotificationError)
}

extension WindowReader {
    /// What its consumer group has not read yet of a window.
    func unread(_ window: Window) async throws(NotificationError) -> Window {
        let committed = try await committed(Array(window.keys))
        var unread: Window = [:]
        for (partition, range) in window {
            let first = max(range.lowerBound, committed[partition] ?? 0)
            if first < range.upperBound { unread[partition] = first..<range.upperBound }
        }
        return unread
    }
}
