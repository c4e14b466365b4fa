// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The topics and consumer groups of a ``MemoryBroker``.
///
/// A record is lent to one member of a group at a time, and the next of its partition only after it has come back: so a
/// partition is in order, and what is not done is lent again.
struct MemoryLog: ~Copyable {
    typealias Continuation = UnsafeContinuation<MemoryRecord?, Never>

    /// Who waits for a record.
    struct Waiter {
        let id: ObjectIdentifier
        let group: String
        let topics: [String]
        let continuation: Continuation
    }

    private struct Partition {
        var records: [MemoryRecord] = []
        /// The offset of the first record that is still there.
        var start: Int64 = 0
        var end: Int64 { start + Int64(records.count) }
    }

    private struct Cursor {
        var next: Int64
        var isLent = false
    }

    private let partitionCount: Int
    private let retained: Int
    private var topics: [String: [Partition]] = [:]
    private var turns: [String: Int] = [:]
    private var cursors: [String: [TopicPartition: Cursor]] = [:]
    private var waiters: [Waiter] = []

    init(partitionCount: Int, retained: Int) {
        self.partitionCount = partitionCount
        self.retained = retained
    }

    /// Adds a record: those of one key to one partition, others in turn.
    mutating func append(_ record: ProducerRecord, at timestamp: Int64) -> (TopicPartition, Int64) {
        var partitions = topics[record.topic] ?? [Partition](repeating: Partition(), count: partitionCount)
        topics[record.topic] = nil
        let index = index(of: record)
        let place = TopicPartition(topic: record.topic, partition: Int32(index))
        let offset = partitions[index].end
        partitions[index].records.append(
            MemoryRecord(
                place: place, offset: offset, timestamp: record.timestamp ?? timestamp, key: record.key,
                value: record.value, headers: record.headers))
        let surplus = partitions[index].records.count - retained
        if surplus > retained / 2 {
            partitions[index].records.removeFirst(surplus)
            partitions[index].start += Int64(surplus)
        }
        topics[record.topic] = partitions
        return (place, offset)
    }

    private mutating func index(of record: ProducerRecord) -> Int {
        if let partition = record.partition { return min(max(0, Int(partition)), partitionCount - 1) }
        if let key = record.key {
            // FNV-1a.
            let hash = key.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
            return Int(hash % UInt64(partitionCount))
        }
        let turn = turns[record.topic, default: 0]
        turns[record.topic] = (turn + 1) % partitionCount
        return turn
    }

    /// A group that is new begins at the beginning of the topics, or at their end.
    mutating func join(_ group: String, _ names: [String], atEnd: Bool) {
        for name in names {
            for index in 0..<partitionCount {
                let place = TopicPartition(topic: name, partition: Int32(index))
                guard cursors[group]?[place] == nil else { continue }
                let end = topics[name]?[index].end ?? 0
                cursors[group, default: [:]][place] = Cursor(next: atEnd ? end : 0)
            }
        }
    }

    /// Lends the next record of any of the topics.
    mutating func lend(_ group: String, _ names: [String]) -> MemoryRecord? {
        for name in names {
            guard let partitions = topics[name] else { continue }
            for index in partitions.indices {
                let place = TopicPartition(topic: name, partition: Int32(index))
                guard var cursor = cursors[group]?[place], !cursor.isLent else { continue }
                cursor.next = max(cursor.next, partitions[index].start)
                guard cursor.next < partitions[index].end else { continue }
                cursor.isLent = true
                cursors[group]?[place] = cursor
                return partitions[index].records[Int(cursor.next - partitions[index].start)]
            }
        }
        return nil
    }

    /// A record comes back, done or not.
    mutating func giveBack(_ record: MemoryRecord, _ group: String, isDone: Bool) {
        cursors[group]?[record.place]?.isLent = false
        if isDone { cursors[group]?[record.place]?.next = record.offset + 1 }
    }

    mutating func wait(_ waiter: Waiter) {
        waiters.append(waiter)
    }

    /// The waiters for whom there is a record now, with it.
    mutating func takeServed() -> [(Continuation, MemoryRecord)] {
        var served: [(Continuation, MemoryRecord)] = []
        var left: [Waiter] = []
        for waiter in waiters {
            if let record = lend(waiter.group, waiter.topics) {
                served.append((waiter.continuation, record))
            } else {
                left.append(waiter)
            }
        }
        waiters = left
        return served
    }

    /// The waiter of a consumer that ends.
    mutating func takeWaiter(_ id: ObjectIdentifier) -> Continuation? {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else { return nil }
        return waiters.remove(at: index).continuation
    }

    /// How many records of the topics' partitions a group has not done yet.
    func lag(_ group: String, _ names: [String]) -> [TopicPartition: Int64] {
        var lag: [TopicPartition: Int64] = [:]
        for name in names {
            for (index, partition) in (topics[name] ?? []).enumerated() {
                let place = TopicPartition(topic: name, partition: Int32(index))
                lag[place] = partition.end - max(partition.start, cursors[group]?[place]?.next ?? 0)
            }
        }
        return lag
    }

    func records(_ topic: String) -> [MemoryRecord] {
        (topics[topic] ?? []).flatMap(\.records)
    }

    var topicNames: [String] { topics.keys.sorted() }

    /// Drops the records; offsets go on, so that what is lent can come back.
    mutating func removeAll() {
        for name in topics.keys {
            topics[name] = topics[name]?.map { Partition(records: [], start: $0.end) }
        }
    }
}
