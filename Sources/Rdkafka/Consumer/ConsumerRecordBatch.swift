// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Records that a consumer got together, in order within each partition.
///
/// The batch owns the bytes of its records in one piece; the records are places in it.
public struct ConsumerRecordBatch: RandomAccessCollection, Sendable {
    private let storage: BatchStorage
    /// The records that are left when some were dropped.
    private let kept: [Int]?

    init(storage: BatchStorage) {
        self.init(storage: storage, kept: nil)
    }

    private init(storage: BatchStorage, kept: [Int]?) {
        self.storage = storage
        self.kept = kept
    }

    /// The place of the first record, 0.
    public var startIndex: Int { 0 }
    /// The number of records.
    public var endIndex: Int { kept?.count ?? storage.count }

    /// The record there.
    public subscript(index: Int) -> ConsumerRecord {
        ConsumerRecord(storage: storage, place: storage[kept?[index] ?? index])
    }

    /// What went wrong in partitions while these were read. Such an error ends nothing.
    public var errors: [ConsumerPartitionError] { storage.errors }

    /// Where to go on after this batch: one more than the last offset of each partition in it.
    public var nextOffsets: [TopicPartitionOffset] {
        var last: [TopicPartition: Int64] = [:]
        // Records of a partition come in long runs; the last of each run is enough.
        for index in indices {
            let record = self[index]
            if index + 1 == endIndex || !record.isSamePartition(as: self[index + 1]) {
                last[record.topicPartition] = record.offset + 1
            }
        }
        return last.map { TopicPartitionOffset($0.key, offset: $0.value) }
    }

    var epoch: UInt64 { storage.epoch }

    /// The same batch without the records of partitions that `isCurrent` is false for.
    func keeping(_ isCurrent: (TopicPartition) -> Bool) -> ConsumerRecordBatch {
        var known: [TopicPartition: Bool] = [:]
        let kept = indices.filter { index in
            let partition = self[index].topicPartition
            if let answer = known[partition] { return answer }
            let answer = isCurrent(partition)
            known[partition] = answer
            return answer
        }
        return ConsumerRecordBatch(storage: storage, kept: kept.map { self.kept?[$0] ?? $0 })
    }
}
