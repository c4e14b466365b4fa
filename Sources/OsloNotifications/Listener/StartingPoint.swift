// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Where a group begins in partitions of which it has committed nothing, as a time or as offsets. It is committed before
/// a partition is read, so that it holds for whoever has the partition next.
final class StartingPoint: Sendable {
    private let reference = Lock<Reference>(Reference())
    private let offsets: [TopicPartition: Int64]
    private let milliseconds: Int64?
    private let transport: NotificationTransport
    private let timeLimit: Duration

    private struct Reference {
        weak var consumer: KafkaConsumer?
    }

    /// - Parameter timeLimit: how long it may take, which has to be less than a rebalance may: after that a partition is
    ///   read all the same, and what is committed then would take its progress back.
    init(_ options: ListenerOptions, _ transport: NotificationTransport, timeLimit: Duration = .seconds(20)) {
        self.timeLimit = timeLimit
        offsets = options.startOffsets
        milliseconds = options.startTime?.milliseconds
        self.transport = transport
    }

    /// The consumer whose partitions these are; it holds this.
    var consumer: KafkaConsumer? {
        get { reference.withLock { $0.consumer } }
        set { reference.withLock { $0.consumer = newValue } }
    }

    /// Commits where to begin. What can't be found or committed is logged, and begins as the group's other partitions do.
    func commit(_ partitions: [TopicPartition]) async {
        guard milliseconds != nil || !offsets.isEmpty, let consumer else { return }
        let deadline = ContinuousClock.now + timeLimit
        do {
            let known = try await consumer.committed(partitions, timeout: timeLimit)
            var new: [TopicPartition] = []
            for partition in partitions {
                switch known[partition] {
                case .success(nil): new.append(partition)
                case .failure(let error): tell(partition, error)
                default: break
                }
            }
            let starts = await positions(of: new, consumer, by: deadline)
                .map { TopicPartitionOffset($0.key, offset: $0.value) }
            guard !starts.isEmpty else { return }
            let left = try StartingOffsetSearch.left(until: deadline)
            for (partition, error) in try await consumer.commit(starts, timeout: left).failed { tell(partition, error) }
        } catch {
            transport.log(.error, "where to begin can't be committed: \(error.message)")
        }
    }

    private func tell(_ partition: TopicPartition, _ error: KafkaError) {
        transport.log(.error, "\(partition): where to begin can't be committed: \(error.message)")
    }

    private func positions(
        of partitions: [TopicPartition],
        _ consumer: KafkaConsumer,
        by deadline: ContinuousClock.Instant
    ) async -> [TopicPartition: Int64] {
        let positions = offsets.filter { partitions.contains($0.key) }
        guard let milliseconds else { return positions }
        let search = StartingOffsetSearch(
            offsets: { partitions, timeout throws(KafkaError) in
                try await consumer.offsetsForTimes(
                    Dictionary(uniqueKeysWithValues: partitions.map { ($0, milliseconds) }), timeout: timeout)
            },
            end: { partition, timeout throws(KafkaError) in
                try await consumer.watermarks(of: partition, timeout: timeout).high
            })
        // The last quarter of the time is for the commit.
        let found = await search.find(
            partitions.filter { positions[$0] == nil }, until: deadline - timeLimit / 4, within: timeLimit / 2)
        var all = positions
        for (partition, result) in found {
            switch result {
            case .success(let offset): all[partition] = offset
            case .failure(let error): tell(partition, error)
            }
        }
        return all
    }
}

extension UTCTimestamp {
    /// Milliseconds since 1970 (UTC), as Kafka counts.
    var milliseconds: Int64 { secondsSinceEpoch * 1000 + Int64(microseconds) / 1000 }
}
