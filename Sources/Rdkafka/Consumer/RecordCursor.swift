// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A place in the batch that records are taken out of one by one. What is left goes back when it goes.
final class RecordCursor {
    private let consumer: KafkaConsumer
    private let assignment: ConsumerAssignment
    private var batch = ConsumerRecordBatch.empty
    private var index = 0
    private var count = 0
    /// The assignment that the batch was last looked at under.
    private var epoch: UInt64 = 0

    init(_ consumer: KafkaConsumer) {
        self.consumer = consumer
        assignment = consumer.core.assignment
    }

    deinit {
        guard index < count else { return }
        let rest = batch.split(at: index).tail
        assignment.givenBack(rest)
        consumer.core.channel.putBack(rest)
    }

    /// The next record of the batch; nil when there is none.
    func next() -> ConsumerRecord? {
        if epoch != assignment.epoch { lookAgain() }
        guard index < count else { return nil }
        defer { index += 1 }
        return batch[index]
    }

    /// Takes another batch; false at the end.
    func refill() async throws(KafkaError) -> Bool {
        let epoch = assignment.epoch
        guard let next = try await consumer.core.nextBatch() else { return false }
        batch = next
        index = 0
        count = next.count
        self.epoch = epoch
        return true
    }

    func tellErrors(_ handler: (@Sendable (ConsumerPartitionError) -> Void)?) {
        for error in batch.errors {
            if let handler { handler(error) } else { consumer.core.report(error) }
        }
    }

    /// Partitions came or went: what is left may not be this consumer's any more.
    private func lookAgain() {
        epoch = assignment.epoch
        guard index < count else { return }
        let rest = batch.split(at: index).tail
        assignment.givenBack(rest)
        batch = consumer.core.takeCurrent(rest) ?? .empty
        index = 0
        count = batch.count
    }
}
