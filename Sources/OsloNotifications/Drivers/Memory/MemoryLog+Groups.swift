// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Consumer groups: what is lent to their members, and how far they are.
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
