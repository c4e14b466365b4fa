// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka

/// What a consuming loop has read: counts records, reads from each, and begins the measurement after the warm-up.
struct Intake {
    private let options: Options
    private var records = 0
    private var checksum = 0
    private var measurement: Measurement?

    init(_ options: Options) {
        self.options = options
    }

    /// `false` when all was read; the figures have been printed then.
    mutating func take(_ batch: ConsumerRecordBatch) throws -> Bool {
        if let error = batch.errors.first { throw error.error }
        for record in batch { read(record) }
        return try count(batch.count)
    }

    /// So many more were read; `false` when that was all.
    mutating func count(_ count: Int) throws -> Bool {
        records += count
        guard measurement != nil else {
            // As in C the section begins between two batches, after the warm-up or some more.
            if records >= max(1, options.warmup) {
                measurement = Measurement()
                records = 0
            }
            return true
        }
        guard records >= options.count else { return true }
        measurement?.print(count: records)
        guard checksum > 0 else { throw BenchFailure("the records were empty") }
        return false
    }

    /// Looks at a record's value.
    mutating func read(_ record: ConsumerRecord) {
        guard let value = record.valueSpan, value.byteCount > 0 else { return }
        checksum &+= value.byteCount &+ Int(value.unsafeLoad(fromByteOffset: 0, as: UInt8.self))
    }
}
