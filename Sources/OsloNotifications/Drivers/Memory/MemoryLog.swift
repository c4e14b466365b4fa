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

    private let partitionCount: Int
    private let retained: Int
    private var topics: [String: [MemoryPartition]] = [:]
    /// How many topics of a name were deleted.
    private var generations: [String: Int] = [:]
    private var turns: [String: Int] = [:]
    private var groups: [String: [TopicPartition: MemoryCursor]] = [:]
    private var waiters: [(demand: Demand, continuation: Continuation)] = []
    /// By number.
    private var transactions: [Int: Transaction] = [:]
    private var transactionCount = 0
    /// Which instance of a transactional id is the last.
    private var instances: [String: Int] = [:]

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

    private func partition(_ place: TopicPartition) -> MemoryPartition? {
        topics[place.topic].flatMap { $0.indices.contains(Int(place.partition)) ? $0[Int(place.partition)] : nil }
    }

    /// Where the records end that are visible: before the first of a transaction that is open.
    private func end(of place: TopicPartition) -> Int64 {
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

    /// The offsets of a window of time in milliseconds, in those of the topics that are there.
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

extension MemoryLog {
    /// A group that is new begins somewhere in the topics.
    mutating func join(_ group: String, _ names: [String], _ start: Start = Start()) {
        for name in names {
            for index in 0..<partitionCount {
                let place = TopicPartition(topic: name, partition: Int32(index))
                guard groups[group]?[place] == nil else { continue }
                groups[group, default: [:]][place] = MemoryCursor(at: offset(of: start, in: place))
            }
        }
    }

    private func offset(of start: Start, in place: TopicPartition) -> Int64 {
        if let offset = start.offsets[place] { return offset }
        guard let partition = partition(place) else { return 0 }
        if let time = start.time { return partition.offset(at: time) ?? partition.end }
        return start.isAtEnd ? partition.end : 0
    }

    /// Lends the next records of one partition; none when there are none.
    mutating func lend(_ demand: Demand) -> [MemoryRecord] {
        for name in demand.topics {
            for (index, partition) in (topics[name] ?? []).enumerated() {
                let place = TopicPartition(topic: name, partition: Int32(index))
                guard let cursor = groups[demand.group]?[place],
                    cursor.canLend(to: demand.member, ahead: demand.ahead)
                else { continue }
                let end = end(of: place)
                let range = min(cursor.position, end)..<end
                let records = partition.records(range, maximumCount: demand.maximumCount)
                guard let last = records.last else { continue }
                groups[demand.group]?[place]?.lend(before: last.offset + 1, to: demand.member)
                return records
            }
        }
        return []
    }

    /// Records before `next` are done, in the partition of a record that was lent to a member, or read without a member.
    mutating func commit(_ next: Int64, of record: MemoryRecord, _ group: String, by member: ObjectIdentifier?) {
        guard record.generation == generations[record.topic, default: 0] else { return }
        var cursor = groups[group]?[record.place] ?? MemoryCursor(at: 0)
        // What was lent to somebody else meanwhile is no more this one's.
        guard member == nil || cursor.holder == member else { return }
        cursor.commit(next)
        groups[group, default: [:]][record.place] = cursor
    }

    /// What a member has that is not done is to be lent again: of the partition of a record, or of all.
    mutating func giveBack(_ record: MemoryRecord?, _ group: String, from member: ObjectIdentifier) {
        if let record {
            guard record.generation == generations[record.topic, default: 0] else { return }
            groups[group]?[record.place]?.giveBack(from: member)
        } else {
            for place in Array((groups[group] ?? [:]).keys) { groups[group]?[place]?.giveBack(from: member) }
        }
    }

    mutating func pause(_ place: TopicPartition, _ group: String, for member: ObjectIdentifier) {
        groups[group]?[place]?.pause(for: member)
    }

    mutating func readOn(_ place: TopicPartition, from offset: Int64, _ group: String, for member: ObjectIdentifier) {
        groups[group]?[place]?.readOn(from: offset, for: member)
    }

    func committed(_ group: String, _ place: TopicPartition) -> Int64? {
        groups[group]?[place]?.committed
    }

    /// How many records of the topics' partitions a group has not done yet.
    func lag(_ group: String, _ names: [String]) -> [TopicPartition: Int64] {
        var lag: [TopicPartition: Int64] = [:]
        for name in names {
            for (index, partition) in (topics[name] ?? []).enumerated() {
                let place = TopicPartition(topic: name, partition: Int32(index))
                lag[place] = max(0, end(of: place) - max(partition.start, groups[group]?[place]?.committed ?? 0))
            }
        }
        return lag
    }

    mutating func wait(_ demand: Demand, _ continuation: Continuation) {
        waiters.append((demand, continuation))
    }

    /// The waiters for whom there are records now, with them.
    mutating func takeServed() -> [(Continuation, [MemoryRecord])] {
        var served: [(Continuation, [MemoryRecord])] = []
        var left: [(demand: Demand, continuation: Continuation)] = []
        for waiter in waiters {
            let records = lend(waiter.demand)
            if records.isEmpty { left.append(waiter) } else { served.append((waiter.continuation, records)) }
        }
        waiters = left
        return served
    }

    /// The waiter of a member that ends.
    mutating func takeWaiter(_ member: ObjectIdentifier) -> Continuation? {
        guard let index = waiters.firstIndex(where: { $0.demand.member == member }) else { return nil }
        return waiters.remove(at: index).continuation
    }
}

extension MemoryLog {
    /// A producer begins to use a transactional id. What an earlier one has open is aborted, and it can begin no other.
    ///
    /// - Returns: the number of this instance of the id.
    mutating func register(_ transactionalID: String) -> Int {
        for (number, transaction) in transactions where transaction.transactionalID == transactionalID { abort(number) }
        instances[transactionalID, default: 0] += 1
        return instances[transactionalID, default: 0]
    }

    /// - Returns: the transaction's number; nil when a later instance has the id.
    mutating func begin(_ transactionalID: String, instance: Int) -> Int? {
        guard instances[transactionalID] == instance else { return nil }
        transactionCount += 1
        transactions[transactionCount] = Transaction(transactionalID: transactionalID)
        return transactionCount
    }

    func isOpen(_ transaction: Int) -> Bool {
        transactions[transaction] != nil
    }

    /// Makes what was sent in a transaction visible; false when it has ended.
    mutating func commit(_ transaction: Int) -> Bool {
        transactions.removeValue(forKey: transaction) != nil
    }

    /// Takes back what was sent in a transaction, unless it has ended.
    mutating func abort(_ transaction: Int) {
        guard let offsets = transactions.removeValue(forKey: transaction)?.offsets else { return }
        for (place, offsets) in offsets {
            for offset in offsets { topics[place.topic]?[Int(place.partition)].remove(offset) }
        }
    }
}
