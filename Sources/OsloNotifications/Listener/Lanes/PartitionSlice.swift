// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The records of one partition in a batch, in order.
struct PartitionSlice: Sendable {
    let partition: TopicPartition
    let batch: ConsumerRecordBatch
    /// Their places in the batch.
    private(set) var ranges: [Range<Int>]

    var count: Int { ranges.reduce(0) { $0 + $1.count } }

    var firstOffset: Int64 { ranges.first.map { batch[$0.lowerBound].offset } ?? 0 }

    /// Where to go on after them.
    var nextOffset: Int64 { ranges.last.map { batch[$0.upperBound - 1].offset + 1 } ?? 0 }

    /// The slices of a batch, one for each partition in it.
    static func slices(of batch: ConsumerRecordBatch) -> [PartitionSlice] {
        var slices: [PartitionSlice] = []
        for (partition, range) in batch.runs {
            if let known = slices.firstIndex(where: { $0.partition == partition }) {
                slices[known].ranges.append(range)
            } else {
                slices.append(PartitionSlice(partition: partition, batch: batch, ranges: [range]))
            }
        }
        return slices
    }
}
