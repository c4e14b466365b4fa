// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension KafkaProducer {
    /// Queues a record and returns at once. What becomes of it is counted, and told to the failure handler if it fails.
    ///
    /// - Throws: `queueFull` when there is no room, `messageTooLarge`, `unknownTopicOrPartition` for what is known to
    ///   be missing, `shutDown`. Nothing is queued then.
    public func post(_ record: ProducerRecord) throws(KafkaError) {
        try enterNow(InFlightGate.Load(records: 1, bytes: record.size))
        try produceUnawaited(record)
    }

    /// Queues a record, waiting for room in a full queue, but not for what becomes of it.
    ///
    /// - Parameters:
    ///   - record: the record, which is copied.
    ///   - timeout: how long to wait for room; nil is as long as it takes.
    /// - Throws: as ``post(_:)``, and `timedOut` or `cancelled` instead of `queueFull`. Nothing is queued then.
    public func enqueue(_ record: ProducerRecord, timeout: Duration? = nil) async throws(KafkaError) {
        try await enter(InFlightGate.Load(records: 1, bytes: record.size), timeout: timeout)
        try produceUnawaited(record)
    }

    /// Room has been taken. The token is that of a slot for the report, or 0.
    func produceUnawaited(_ record: ProducerRecord, token: UInt = 0) throws(KafkaError) {
        let error = try core.handle.produce(record, token: token)
        if error != RD_KAFKA_RESP_ERR_NO_ERROR {
            throw .librdkafka(error, "record for topic \(record.topic)", deliveryStatus: .notPersisted)
        }
    }
}
