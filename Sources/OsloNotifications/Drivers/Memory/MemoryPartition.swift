// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The records of one partition of a ``MemoryLog``. Those of transactions that came to nothing are gaps.
struct MemoryPartition {
    /// The offset of the first record that is still there.
    private(set) var start: Int64 = 0
    private var slots: [MemoryRecord?] = []

    /// The offset of the next record.
    var end: Int64 { start + Int64(slots.count) }

    /// Adds a record, and drops old ones when there are half as many more than are to be retained.
    mutating func append(_ record: MemoryRecord, retaining retained: Int) {
        slots.append(record)
        let surplus = slots.count - retained
        if surplus > retained / 2 {
            slots.removeFirst(surplus)
            start += Int64(surplus)
        }
    }

    mutating func remove(_ offset: Int64) {
        if offset >= start, offset < end { slots[Int(offset - start)] = nil }
    }

    /// Drops all records; offsets go on.
    mutating func removeAll() {
        start = end
        slots = []
    }

    /// The first records of a range that are there.
    func records(_ range: Range<Int64>, maximumCount: Int = .max) -> [MemoryRecord] {
        var records: [MemoryRecord] = []
        for offset in range.clamped(to: start..<end) {
            guard let record = slots[Int(offset - start)] else { continue }
            records.append(record)
            if records.count == maximumCount { break }
        }
        return records
    }

    /// The first offset whose record is not older than a time in milliseconds; nil when all are.
    func offset(at time: Int64) -> Int64? {
        slots.first { ($0?.timestamp ?? .min) >= time }??.offset
    }
}
