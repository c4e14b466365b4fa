// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// The partitions that a consumer has, and since when.
///
/// Each change makes a new epoch. A batch carries the epoch it was read under, so that records which were read ahead
/// before their partition was taken away are recognised: they are somebody else's now, or will be read again.
final class ConsumerAssignment: Sendable {
    private let current = Atomic<UInt64>(0)
    private let partitions = Lock<[TopicPartition: UInt64]>([:])

    var epoch: UInt64 { current.load(ordering: .acquiring) }

    var all: [TopicPartition] { partitions.withLock { $0.keys.sorted() } }

    func add(_ added: [TopicPartition]) {
        partitions.withLock { partitions in
            let epoch = current.add(1, ordering: .acquiringAndReleasing).newValue
            for partition in added { partitions[partition] = epoch }
        }
    }

    func remove(_ removed: [TopicPartition]) {
        partitions.withLock { partitions in
            current.add(1, ordering: .acquiringAndReleasing)
            for partition in removed { partitions[partition] = nil }
        }
    }

    /// Whether records of a partition that were read under an epoch are still this consumer's to handle.
    func isCurrent(_ partition: TopicPartition, epoch: UInt64) -> Bool {
        partitions.withLock { partitions in partitions[partition].map { $0 <= epoch } ?? false }
    }
}
