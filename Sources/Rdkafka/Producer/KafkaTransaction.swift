// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// An open transaction of a producer.
///
/// What is sent here belongs to it or fails: after its end it lets nothing slip into the next one.
public struct KafkaTransaction: Sendable {
    let producer: KafkaProducer
    let number: UInt64

    private var control: TransactionControl { producer.core.transactions }

    /// Sends a record and waits for the broker's acknowledgement, which is not yet the commit.
    ///
    /// - Throws: as KafkaProducer/send(_:timeout:), and `invalidState` after the transaction's end.
    public func send(_ record: ProducerRecord, timeout: Duration? = nil) async throws(KafkaError) -> DeliveryReport {
        try control.beginSend(number)
        defer { control.endSend() }
        return try await producer.send(record, timeout: timeout)
    }

    /// Sends records together and waits, once, until each has its acknowledgement or its error.
    ///
    /// - Throws: as KafkaProducer/send(contentsOf:timeout:), and `invalidState` after the transaction's end.
    public func send(
        contentsOf records: [ProducerRecord],
        timeout: Duration? = nil
    ) async throws(KafkaError) -> DeliveryResults {
        try control.beginSend(number)
        defer { control.endSend() }
        return try await producer.send(contentsOf: records, timeout: timeout)
    }

    /// Queues a record and returns at once. If it fails later, so does the commit.
    ///
    /// - Throws: as KafkaProducer/post(_:), and `invalidState` after the transaction's end.
    public func post(_ record: ProducerRecord) throws(KafkaError) {
        try control.beginSend(number)
        defer { control.endSend() }
        try producer.post(record)
    }

    /// Queues a record, waiting for room in a full queue, but not for what becomes of it. If it fails later, so does the
    /// commit.
    ///
    /// - Throws: as KafkaProducer/enqueue(_:timeout:), and `invalidState` after the transaction's end.
    public func enqueue(_ record: ProducerRecord, timeout: Duration? = nil) async throws(KafkaError) {
        try control.beginSend(number)
        defer { control.endSend() }
        try await producer.enqueue(record, timeout: timeout)
    }

    /// Makes a consumer's progress part of the transaction: the offsets are committed with it, or not at all.
    ///
    /// The consumer needs `enable.auto.commit=false` and must not commit them itself.
    ///
    /// - Parameters:
    ///   - offsets: the next offset to be read of each partition, such as a batch's `nextOffsets`.
    ///   - group: the consumer's group, taken after the records were read.
    ///   - timeout: how long to wait for the coordinators. Retriable errors are tried again until then.
    /// - Throws: `abortable` when the group has given the partitions to others meanwhile; then the records must be read
    ///   and sent anew by who has them now. `retriable` when the time is up, `refused` after the transaction's end and
    ///   when the task is cancelled; then the offsets may or may not be part of it.
    public func sendOffsets(
        _ offsets: [TopicPartitionOffset],
        of group: ConsumerGroupMetadata,
        timeout: Duration = .seconds(60)
    ) async throws(TransactionError) {
        try await control.sendOffsets(offsets, of: group, number, by: .now + timeout)
    }
}
