// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Rdkafka

/// Topics and consumer groups in the memory of the process, for tests and for programs without a cluster.
///
/// A transport over it behaves as one over Kafka: the same bytes, keys, headers, topics and partitions; a new group
/// begins with the oldest record; listeners of one group share the records, other groups get all of them; a partition is
/// in order; what is requeued comes again, what can't be handled goes to its dead-letter topic. A member of a group
/// shares a partition with the others record by record, where Kafka gives it to one of them as long as it lives.
///
/// A transport URL of the schemes `memory`, `fake` and `test` names one by its host: `memory://name/`. All transports of
/// the process with that URL share it.
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
    public static func shared(_ name: String) -> MemoryBroker {
        named.withLock { brokers in
            if let broker = brokers[name] { return broker }
            let broker = MemoryBroker(name: name)
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

    /// Drops all records. Groups go on with what comes next.
    public func removeAll() {
        log.withLock { $0.removeAll() }
    }

    func append(_ record: ProducerRecord) -> NotificationReceipt.Delivery {
        let now = UTCTimestamp.now()
        let milliseconds = now.secondsSinceEpoch * 1000 + Int64(now.microseconds / 1000)
        let (place, offset, served) = log.withLock { log in
            let (place, offset) = log.append(record, at: milliseconds)
            return (place, offset, log.takeServed())
        }
        for (continuation, record) in served { continuation.resume(returning: record) }
        return NotificationReceipt.Delivery(
            topic: record.topic, partition: place.partition, offset: offset, latency: .zero)
    }

    func join(_ group: String, _ topics: [String], atEnd: Bool) {
        log.withLock { $0.join(group, topics, atEnd: atEnd) }
    }

    /// The next record for a member of a group, when there is one; nil when the member ends.
    func next(
        _ id: ObjectIdentifier,
        _ group: String,
        _ topics: [String],
        _ closing: ClosingFlag
    ) async -> MemoryRecord? {
        await withUnsafeContinuation { (continuation: UnsafeContinuation<MemoryRecord?, Never>) in
            let record: MemoryRecord?? = log.withLock { log in
                if closing.isSet { return .some(nil) }
                if let record = log.lend(group, topics) { return record }
                log.wait(MemoryLog.Waiter(id: id, group: group, topics: topics, continuation: continuation))
                return nil
            }
            if let record { continuation.resume(returning: record) }
        }
    }

    func giveBack(_ record: MemoryRecord, _ group: String, isDone: Bool) {
        let served = log.withLock { log in
            log.giveBack(record, group, isDone: isDone)
            return log.takeServed()
        }
        for (continuation, record) in served { continuation.resume(returning: record) }
    }

    func wake(_ id: ObjectIdentifier, _ closing: ClosingFlag) {
        let waiter = log.withLock { log in
            closing.set()
            return log.takeWaiter(id)
        }
        waiter?.resume(returning: nil)
    }

    func lag(_ group: String, _ topics: [String]) -> [TopicPartition: Int64] {
        log.withLock { $0.lag(group, topics) }
    }
}

extension MemoryBroker: CustomStringConvertible {
    /// Such as `memory://name/`.
    public var description: String { "memory://\(name)/" }
}
