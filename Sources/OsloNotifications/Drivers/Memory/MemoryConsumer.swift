// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// A member of a consumer group of a ``MemoryBroker``.
final class MemoryConsumer: Sendable {
    let closing = ClosingFlag()
    let topics: [String]
    private let broker: MemoryBroker
    private let group: String
    private let end = MemoryReaderSignal()

    /// A member that a consumer of these librdkafka properties would be.
    init(_ broker: MemoryBroker, _ properties: [String: String], _ topics: [String]) {
        self.broker = broker
        self.topics = topics
        group = properties["group.id"] ?? ""
        let reset = properties["auto.offset.reset"] ?? ""
        broker.join(group, topics, atEnd: ["latest", "end", "largest"].contains(reset))
    }

    /// How many records of each partition its group has not done yet.
    var lag: [TopicPartition: Int64] { broker.lag(group, topics) }

    /// The next record, when there is one; nil at the end, also when the task is cancelled.
    func next() async -> MemoryRecord? {
        await withTaskCancellationHandler {
            await broker.next(ObjectIdentifier(self), group, topics, closing)
        } onCancel: {
            close()
        }
    }

    func giveBack(_ record: MemoryRecord, isDone: Bool) {
        broker.giveBack(record, group, isDone: isDone)
    }

    /// Ends the records.
    func close() {
        broker.wake(ObjectIdentifier(self), closing)
    }

    func hasBegun() { end.arm() }
    func hasEnded() { end.set() }

    /// Ends the records and waits until what was handed out is handled.
    func shutdown(timeout: Duration) async -> Bool {
        close()
        return await end.wait(timeout)
    }
}
