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

    /// How much room they take.
    var load: RecordLoad { RecordLoad(count: count, bytes: ranges.reduce(0) { $0 + batch.byteCount(of: $1) }) }

    /// Those before and those from a place.
    func split(at index: Int) -> (head: PartitionSlice, tail: PartitionSlice) {
        var (head, tail) = (self, self)
        head.ranges = []
        tail.ranges = []
        var left = index
        for range in ranges {
            let middle = range.lowerBound + min(max(0, left), range.count)
            if middle > range.lowerBound { head.ranges.append(range.lowerBound..<middle) }
            if middle < range.upperBound { tail.ranges.append(middle..<range.upperBound) }
            left -= range.count
        }
        return (head, tail)
    }

    /// How many of the first ones take no more than so much.
    func count(fitting room: RecordLoad) -> Int {
        var (low, high) = (0, min(count, max(0, room.count)))
        if split(at: high).head.load.bytes <= room.bytes { return high }
        while low < high {
            let middle = (low + high + 1) / 2
            if split(at: middle).head.load.bytes <= room.bytes { low = middle } else { high = middle - 1 }
        }
        return low
    }

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
