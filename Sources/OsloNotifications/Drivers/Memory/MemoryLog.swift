// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The topics and consumer groups of a ``MemoryBroker``.
struct MemoryLog: ~Copyable {
    typealias Continuation = UnsafeContinuation<[MemoryRecord], Never>

    /// What a member of a group wants.
    struct Demand {
        let member: ObjectIdentifier
        let group: String
        let topics: [String]
        /// How many records of one partition at most.
        let maximumCount: Int
        /// Whether it may be of a partition of which the member has something that is not done.
        let ahead: Bool
    }

    /// Where a group that is new begins.
    struct Start {
        var isAtEnd = false
        /// Milliseconds since 1970 (UTC); wins.
        var time: Int64?
        /// Those of single partitions; they win over both.
        var offsets: [TopicPartition: Int64] = [:]
    }

    /// A transaction that is neither committed nor aborted.
    struct Transaction {
        let transactionalID: String
        var offsets: [TopicPartition: [Int64]] = [:]
    }

    let partitionCount: Int
    private let retained: Int
    var topics: [String: [MemoryPartition]] = [:]
    /// How many topics of a name were deleted.
    var generations: [String: Int] = [:]
    private var turns: [String: Int] = [:]
    var groups: [String: [TopicPartition: MemoryCursor]] = [:]
    var waiters: [(demand: Demand, continuation: Continuation)] = []
    /// By number.
    var transactions: [Int: Transaction] = [:]
    var transactionCount = 0
    /// Which instance of a transactional id is the last.
    var instances: [String: Int] = [:]

    init(partitionCount: Int, retained: Int) {
        self.partitionCount = partitionCount
        self.retained = retained
    }

    var topicNames: [String] { topics.keys.sorted() }

    /// The records of a topic that are visible to who reads what is committed.
    func records(_ topic: String) -> [MemoryRecord] {
        (topics[topic] ?? []).indices.flatMap { records(of: TopicPartition(topic: topic, partition: Int32($0))) }
    }

    func records(of place: TopicPartition, in range: Range<Int64> = 0..<Int64.max) -> [MemoryRecord] {
        partition(place)?.records(range.clamped(to: 0..<end(of: place))) ?? []
    }

    func partition(_ place: TopicPartition) -> MemoryPartition? {
        topics[place.topic].flatMap { $0.indices.contains(Int(place.partition)) ? $0[Int(place.partition)] : nil }
    }

    /// Where the records end that are visible: before the first of a transaction that is open.
    func end(of place: TopicPartition) -> Int64 {
        let end = partition(place)?.end ?? 0
        return transactions.values.reduce(end) { min($0, $1.offsets[place]?.first ?? end) }
    }

    /// Adds a record: those of one key to one partition, others in turn.
    mutating func append(
        _ record: ProducerRecord, at timestamp: Int64, in transaction: Int? = nil
    ) -> (TopicPartition, Int64) {
        var partitions = topics[record.topic] ?? [MemoryPartition](repeating: MemoryPartition(), count: partitionCount)
        topics[record.topic] = nil
        let index = index(of: record)
        let place = TopicPartition(topic: record.topic, partition: Int32(index))
        let offset = partitions[index].end
        partitions[index].append(
            MemoryRecord(
                place: place, offset: offset, timestamp: record.timestamp ?? timestamp, key: record.key,
                value: record.value, headers: record.headers, generation: generations[record.topic, default: 0]),
            retaining: retained)
        topics[record.topic] = partitions
        if let transaction { transactions[transaction]?.offsets[place, default: []].append(offset) }
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

    /// Drops the records; offsets go on, so that what is lent can come back.
    mutating func removeAll() {
        for name in topics.keys {
            for index in 0..<partitionCount { topics[name]?[index].removeAll() }
        }
        for number in transactions.keys { transactions[number]?.offsets = [:] }
    }

    /// Forgets a topic, and how far groups are in it.
    mutating func delete(_ topic: String) {
        topics[topic] = nil
        turns[topic] = nil
        generations[topic, default: 0] += 1
        for index in 0..<partitionCount {
            let place = TopicPartition(topic: topic, partition: Int32(index))
            for group in groups.keys where groups[group]?[place] != nil { groups[group]?[place] = MemoryCursor(at: 0) }
            for number in transactions.keys { transactions[number]?.offsets[place] = nil }
        }
    }

    /// The offsets from the first record of a time, in milliseconds, to before the first one of another time, in those of
    /// the topics that are there.
    func window(_ names: [String], from start: Int64?, to end: Int64?) -> [TopicPartition: Range<Int64>] {
        var window: [TopicPartition: Range<Int64>] = [:]
        for name in names {
            for (index, partition) in (topics[name] ?? []).enumerated() {
                let place = TopicPartition(topic: name, partition: Int32(index))
                let high = self.end(of: place)
                let first = start.map { partition.offset(at: $0) ?? high } ?? partition.start
                let last = min(high, end.map { partition.offset(at: $0) ?? high } ?? high)
                if first < last { window[place] = first..<last }
            }
        }
        return window
    }
}
