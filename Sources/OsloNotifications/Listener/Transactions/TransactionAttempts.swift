// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// What handlers threw at while a batch is handled in transactions, one after the other until one succeeds.
struct TransactionAttempts: Sendable {
    private var last: [TopicPartition: (offset: Int64, count: Int)] = [:]
    /// Records of which no further attempt is made.
    private(set) var givenUp: [NotificationSource: RecordFailure] = [:]

    /// How often in a row the handler has thrown at the record.
    mutating func count(_ failure: HandlerFailure) -> Int {
        let partition = TopicPartition(topic: failure.source.topic, partition: failure.source.partition)
        var count = 1
        if let known = last[partition], known.offset == failure.source.offset { count += known.count }
        last[partition] = (failure.source.offset, count)
        return count
    }

    mutating func giveUp(_ source: NotificationSource, _ reason: RecordFailure) {
        givenUp[source] = reason
    }
}
