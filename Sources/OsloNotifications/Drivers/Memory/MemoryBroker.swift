// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Rdkafka

/// Topics and consumer groups in the memory of the process, for tests and for programs without a cluster.
///
/// A transport over it behaves as one over Kafka: the same bytes, keys, headers, topics and partitions; a new group
/// begins with the oldest record; listeners of one group share the records, other groups get all of them; a partition is
/// in order; what is requeued comes again, what can't be handled goes to its dead-letter topic; what is sent in a
/// transaction is visible when that is committed, and holds up what comes after it in a partition until then. A member of a
/// group has a partition as long as it has something of it that is not done, where Kafka gives it to one as long as it lives.
///
/// A transport URL of the schemes `memory`, `fake` and `test` names one by its host: `memory://name/`. All transports of
/// the process with that URL share it. Closing one of them ends what it sends and reads, and nothing of the others; what
/// its handlers have not done by then comes again at once.
public final class MemoryBroker: Sendable {
    private static let named = Lock<[String: MemoryBroker]>([:])

    /// The name in a transport URL; empty for one that was made by itself.
    public let name: String

    private let log: Lock<MemoryLog>

    /// An empty broker.
    ///
    /// - Parameters:
    ///   - partitions: how many partitions each topic has.
    ///   - retainedRecords: how many records a partition keeps at least; older ones go, read or not.
    public convenience init(partitions: Int = 1, retainedRecords: Int = 100_000) {
        self.init(name: "", partitions: partitions, retainedRecords: retainedRecords)
    }

    private init(name: String, partitions: Int = 1, retainedRecords: Int = 100_000) {
        self.name = name
        log = Lock(MemoryLog(partitionCount: max(1, partitions), retained: max(1, retainedRecords)))
    }

    /// The broker that transport URLs name so; it lives as long as the process.
    ///
    /// - Parameters:
    ///   - name: the name in the URLs.
    ///   - partitions: how many partitions each topic has, if it is made by this call; otherwise it stays as it is.
    public static func shared(_ name: String, partitions: Int = 1) -> MemoryBroker {
        named.withLock { brokers in
            if let broker = brokers[name] { return broker }
            let broker = MemoryBroker(name: name, partitions: partitions)
            brokers[name] = broker
            return broker
        }
    }

    /// The Kafka topics that have had a record, in order.
    public var topics: [String] { log.withLock { $0.topicNames } }

    /// The records of a Kafka topic that are still there, by partition.
    public func records(of topic: String) -> [ProducerRecord] {
        log.withLock { $0.records(topic) }.map { record in
            ProducerRecord(
                topic: topic, key: record.key, value: record.value, headers: record.headers,
                partition: record.partition, timestamp: record.timestamp)
        }
    }

    /// The partitions of Kafka topics, those that are still to come included.
    func partitions(of topics: [String]) -> [TopicPartition] {
        let count = Int32(log.withLock { $0.partitionCount })
        return topics.flatMap { topic in (0..<count).map { TopicPartition(topic: topic, partition: $0) } }
    }

    /// Drops all records. Groups go on with what comes next.
    public func removeAll() {
        change { $0.removeAll() }
    }

    /// Deletes a Kafka topic with its records and the offsets that groups have committed of it. When it is made again, by
    /// a record, all groups begin with that one.
    public func deleteTopic(_ topic: String) {
        change { $0.delete(topic) }
    }

    /// Adds a record, whatever it is.
    ///
    /// - Returns: where it is.
    @discardableResult
    public func append(_ record: ProducerRecord) -> NotificationReceipt.Delivery {
        change { $0.append(record) }
    }

    func join(_ group: String, _ topics: [String], _ start: MemoryLog.Start) {
        log.withLock { $0.join(group, topics, start) }
    }

    /// The next records for a member of a group, when there are some; none when the member ends.
    func next(_ demand: MemoryLog.Demand, _ closing: ClosingFlag) async -> [MemoryRecord] {
        await withUnsafeContinuation { (continuation: MemoryLog.Continuation) in
            let records: [MemoryRecord]? = log.withLock { log in
                if closing.isSet { return [] }
                let records = log.lend(demand)
                if !records.isEmpty { return records }
                log.wait(demand, continuation)
                return nil
            }
            if let records { continuation.resume(returning: records) }
        }
    }

    /// Records before `next` are done in the partition of a record; see ``MemoryLog``.
    func commit(_ next: Int64, of record: MemoryRecord, _ group: String, by member: ObjectIdentifier? = nil) {
        change { $0.commit(next, of: record, group, by: member) }
    }

    func giveBack(_ record: MemoryRecord?, _ group: String, from member: ObjectIdentifier) {
        change { $0.giveBack(record, group, from: member) }
    }

    func wake(_ member: ObjectIdentifier, _ closing: ClosingFlag) {
        let waiter = log.withLock { log in
            closing.set()
            return log.takeWaiter(member)
        }
        waiter?.resume(returning: [])
    }

    func window(_ topics: [String], from start: Int64?, to end: Int64?) -> [TopicPartition: Range<Int64>] {
        log.withLock { $0.window(topics, from: start, to: end) }
    }

    func records(of partition: TopicPartition, in range: Range<Int64>) -> [MemoryRecord] {
        log.withLock { $0.records(of: partition, in: range) }
    }

    func committed(_ group: String, _ partitions: [TopicPartition]) -> [TopicPartition: Int64] {
        log.withLock { log in
            var committed: [TopicPartition: Int64] = [:]
            for partition in partitions { committed[partition] = log.committed(group, partition) }
            return committed
        }
    }

    /// Changes the log, and gives records to those who wait for them.
    func change<Result>(_ body: (inout MemoryLog) -> Result) -> Result {
        let (result, served) = log.withLock { log in
            let result = body(&log)
            return (result, log.takeServed())
        }
        for (continuation, records) in served { continuation.resume(returning: records) }
        return result
    }

    func lag(_ group: String, _ topics: [String]) -> [TopicPartition: Int64] {
        log.withLock { $0.lag(group, topics) }
    }
}

extension MemoryBroker: CustomStringConvertible {
    /// Such as `memory://name/`.
    public var description: String { "memory://\(name)/" }
}

extension MemoryLog {
    /// Adds a record, now.
    mutating func append(
        _ record: ProducerRecord, in transaction: Int? = nil
    ) -> NotificationReceipt.Delivery {
        let (place, offset) = append(record, at: UTCTimestamp.now().milliseconds, in: transaction)
        return NotificationReceipt.Delivery(
            topic: record.topic, partition: place.partition, offset: offset, latency: .zero)
    }
}
