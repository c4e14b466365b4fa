// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// The partitions that a consumer has, since when, which of them are paused, and how far each was given out.
///
/// Each change makes a new epoch. A batch carries the epoch it was read under, so that records which were read ahead
/// before their partition was taken away, or sought elsewhere, are recognised: they are somebody else's now, or will be
/// read again.
final class ConsumerAssignment: Sendable {
    private struct Partition {
        /// Records that were read before are not to be given out.
        var epoch: UInt64
        var isPaused = false
        /// The offset after the last record that was given out; nil when none was.
        var position: Int64?
    }

    private let current = Atomic<UInt64>(0)
    private let partitions = Lock<[TopicPartition: Partition]>([:])

    var epoch: UInt64 { current.load(ordering: .acquiring) }

    var all: [TopicPartition] { partitions.withLock { $0.keys.sorted() } }

    var paused: [TopicPartition] { partitions.withLock { $0.filter(\.value.isPaused).keys.sorted() } }

    var positions: [TopicPartition: Int64] { partitions.withLock { $0.compactMapValues(\.position) } }

    func add(_ added: [TopicPartition]) {
        change { partitions, epoch in
            for partition in added { partitions[partition] = Partition(epoch: epoch) }
        }
    }

    /// Returns those of them that were paused.
    @discardableResult
    func remove(_ removed: [TopicPartition]) -> [TopicPartition] {
        change { partitions, _ in
            removed.filter { partitions.removeValue(forKey: $0)?.isPaused == true }
        }
    }

    /// Nothing is left. Returns what was paused.
    @discardableResult
    func removeAll() -> [TopicPartition] {
        remove(all)
    }

    /// These go on elsewhere: what was read before is not wanted any more.
    func moved(_ moved: [TopicPartition]) {
        change { partitions, epoch in
            for partition in moved where partitions[partition] != nil {
                partitions[partition]?.epoch = epoch
                partitions[partition]?.position = nil
            }
        }
    }

    /// Notes that partitions are paused, or not, which were looked at under these epochs. Returns those that it does
    /// not have any more, or has anew.
    func setPaused(_ seen: [TopicPartition: UInt64], _ isPaused: Bool) -> [TopicPartition] {
        change { partitions, _ in
            seen.compactMap { partition, epoch in
                guard partitions[partition]?.epoch == epoch else { return partition }
                partitions[partition]?.isPaused = isPaused
                return nil
            }
        }
    }

    /// Since when it has them; those that it doesn't have are not among them.
    func epochs(of asked: [TopicPartition]) -> [TopicPartition: UInt64] {
        partitions.withLock { partitions in
            Dictionary(asked.compactMap { each in partitions[each].map { (each, $0.epoch) } }) { first, _ in first }
        }
    }

    /// Those of these that it doesn't have.
    func missing(_ asked: [TopicPartition]) -> [TopicPartition] {
        partitions.withLock { partitions in asked.filter { partitions[$0] == nil } }
    }

    /// Sorts a batch out: what is to be given out now, and what waits for its partition to be resumed. The rest belongs
    /// to partitions that are gone.
    func divide(_ batch: ConsumerRecordBatch) -> (now: ConsumerRecordBatch?, later: ConsumerRecordBatch?) {
        if batch.epoch == epoch, !batch.isMixed { return (batch, nil) }
        let (current, paused) = partitions.withLock { partitions in
            var (current, paused): (Set<TopicPartition>, Set<TopicPartition>) = ([], [])
            for run in batch.runs {
                guard let partition = partitions[run.partition], partition.epoch <= batch.epoch else { continue }
                if partition.isPaused { paused.insert(run.partition) } else { current.insert(run.partition) }
            }
            return (current, paused)
        }
        let now = batch.keeping(withErrors: true) { current.contains($0) }
        let later = batch.keeping(withErrors: false) { paused.contains($0) }
        return (now.isEmpty && now.errors.isEmpty ? nil : now, later.isEmpty ? nil : later)
    }

    /// The batch was given out.
    func givenOut(_ batch: ConsumerRecordBatch) {
        partitions.withLock { partitions in
            for run in batch.runs {
                let next = batch[run.range.upperBound - 1].offset + 1
                if let epoch = partitions[run.partition]?.epoch, epoch <= batch.epoch {
                    partitions[run.partition]?.position = next
                }
            }
        }
    }

    /// What was given out was not used, from its first records on. Of a partition that came back or moved since, it
    /// says nothing: what was given out there since is something else.
    func givenBack(_ batch: ConsumerRecordBatch) {
        partitions.withLock { partitions in
            for run in batch.runs.reversed() {
                guard let partition = partitions[run.partition], partition.epoch <= batch.epoch,
                    partition.position != nil
                else { continue }
                partitions[run.partition]?.position = batch[run.range.lowerBound].offset
            }
        }
    }

    /// Whether the partition has neither been given up nor sought elsewhere since records of it were read under that
    /// epoch.
    func isCurrent(_ partition: TopicPartition, readUnder epoch: UInt64) -> Bool {
        partitions.withLock { partitions in partitions[partition].map { $0.epoch <= epoch } ?? false }
    }

    /// Whether some of the batch's partitions are paused.
    func isWaiting(_ batch: ConsumerRecordBatch) -> Bool {
        partitions.withLock { partitions in batch.runs.contains { partitions[$0.partition]?.isPaused == true } }
    }

    private func change<Result: Sendable>(
        _ body: (inout [TopicPartition: Partition], UInt64) -> Result
    ) -> Result {
        partitions.withLock { partitions in
            body(&partitions, current.add(1, ordering: .acquiringAndReleasing).newValue)
        }
    }
}
