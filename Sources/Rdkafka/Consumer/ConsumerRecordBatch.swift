// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Records that a consumer got together, in order within each partition.
///
/// The batch owns the bytes of its records in one piece; the records are places in it.
public struct ConsumerRecordBatch: RandomAccessCollection, Sendable {
    private let storage: BatchStorage
    /// The records that are left when some were dropped.
    private let kept: [Int]?
    /// Those of the records that are left, or of all, that are this batch's.
    private let bounds: Range<Int>
    /// What went wrong in partitions while these were read. Such an error ends nothing.
    public let errors: [ConsumerPartitionError]

    init(storage: BatchStorage) {
        self.init(storage: storage, kept: nil, bounds: 0..<storage.count, errors: storage.errors)
    }

    private init(storage: BatchStorage, kept: [Int]?, bounds: Range<Int>, errors: [ConsumerPartitionError]) {
        self.storage = storage
        self.kept = kept
        self.bounds = bounds
        self.errors = errors
    }

    /// The place of the first record, 0.
    public var startIndex: Int { 0 }
    /// The number of records.
    public var endIndex: Int { bounds.count }

    /// The record there.
    public subscript(index: Int) -> ConsumerRecord {
        precondition(index >= 0 && index < bounds.count, "no record \(index) among \(bounds.count)")
        let position = bounds.lowerBound + index
        return ConsumerRecord(storage: storage, place: storage[kept?[position] ?? position])
    }

    /// Where to go on after this batch: one more than the last offset of each partition in it.
    public var nextOffsets: [TopicPartitionOffset] {
        var places: [TopicPartition: Int] = [:]
        var offsets: [TopicPartitionOffset] = []
        for (partition, range) in runs {
            let last = self[range.upperBound - 1]
            let next = TopicPartitionOffset(partition, offset: last.offset + 1, leaderEpoch: last.leaderEpoch)
            if let place = places[partition] {
                offsets[place] = next
            } else {
                places[partition] = offsets.count
                offsets.append(next)
            }
        }
        return offsets
    }

    /// Those before and those from a place.
    func split(at index: Int) -> (head: ConsumerRecordBatch, tail: ConsumerRecordBatch) {
        let middle = bounds.lowerBound + Swift.min(Swift.max(index, 0), bounds.count)
        return (
            ConsumerRecordBatch(
                storage: storage, kept: kept, bounds: bounds.lowerBound..<middle, errors: errors),
            ConsumerRecordBatch(storage: storage, kept: kept, bounds: middle..<bounds.upperBound, errors: [])
        )
    }

    /// The assignment that it was read under.
    var epoch: UInt64 { storage.epoch }
    /// Whether that changed during the read, so that each partition has to be looked up.
    var isMixed: Bool { storage.isMixed }

    /// No records and no errors.
    static let empty = ConsumerRecordBatch(storage: BatchStorage(errors: [], epoch: 0))

    /// The stretches of records from one partition, in order. There are few: a fetch brings those of one together.
    package var runs: [(partition: TopicPartition, range: Range<Int>)] {
        guard !isEmpty else { return [] }
        guard kept == nil else { return scannedRuns }
        var runs: [(partition: TopicPartition, range: Range<Int>)] = []
        for (index, run) in storage.runs.enumerated() {
            let end = index + 1 < storage.runs.count ? storage.runs[index + 1].start : storage.count
            let range = (run.start..<end).clamped(to: bounds)
            guard !range.isEmpty else { continue }
            runs.append((run.partition, range.lowerBound - bounds.lowerBound..<range.upperBound - bounds.lowerBound))
        }
        return runs
    }

    private var scannedRuns: [(partition: TopicPartition, range: Range<Int>)] {
        var runs: [(partition: TopicPartition, range: Range<Int>)] = []
        var start = 0
        for index in 1...count where index == count || !self[index].isSamePartition(as: self[start]) {
            runs.append((self[start].topicPartition, start..<index))
            start = index
        }
        return runs
    }

    /// The same batch with only the records of partitions that `isKept` is true for.
    func keeping(withErrors: Bool, _ isKept: (TopicPartition) -> Bool) -> ConsumerRecordBatch {
        var left: [Int] = []
        for run in runs where isKept(run.partition) {
            for index in run.range {
                let position = bounds.lowerBound + index
                left.append(kept?[position] ?? position)
            }
        }
        return ConsumerRecordBatch(
            storage: storage, kept: left, bounds: 0..<left.count, errors: withErrors ? errors : [])
    }
}
