// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What became of records that were sent together, in their order.
public struct DeliveryResults: RandomAccessCollection, Sendable {
    private let records: [ProducerRecord]
    private let batch: DeliveryBatch
    private let connectionError: KafkaError?

    /// - Parameter connectionError: what keeps the producer from a broker, for records whose time is up.
    init(records: [ProducerRecord], batch: DeliveryBatch, connectionError: KafkaError? = nil) {
        self.records = records
        self.batch = batch
        self.connectionError = connectionError
    }

    /// The place of the first record, 0.
    public var startIndex: Int { 0 }
    /// The number of records.
    public var endIndex: Int { batch.count }

    /// The report or the error of the record that stood there.
    public subscript(index: Int) -> DeliveryResult {
        precondition(index >= 0 && index < batch.count, "no record \(index) among \(batch.count)")
        return batch[index].result(of: records[index]).mapError { $0.explained(by: connectionError) }
    }

    /// How many records were not acknowledged.
    public var failureCount: Int {
        batch.failureCount
    }
}
