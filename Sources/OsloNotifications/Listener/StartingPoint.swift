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

    /// Commits where to begin. What can't be is logged, and begins as the group's other partitions do.
    func commit(_ partitions: [TopicPartition]) async {
        guard milliseconds != nil || !offsets.isEmpty, let consumer else { return }
        let deadline = ContinuousClock.now + timeLimit
        do {
            let known = try await consumer.committed(partitions, timeout: timeLimit)
            let new = partitions.filter { if case .success(nil) = known[$0] { true } else { false } }
            var starts: [TopicPartitionOffset] = []
            for (partition, offset) in try await positions(of: new, consumer, by: deadline) {
                starts.append(TopicPartitionOffset(partition, offset: offset))
            }
            guard !starts.isEmpty else { return }
            let left = try Self.left(until: deadline)
            for (partition, error) in try await consumer.commit(starts, timeout: left).failed {
                transport.log(.warning, "\(partition): where to begin can't be committed: \(error.message)")
            }
        } catch {
            transport.log(.warning, "where to begin can't be committed: \(error.message)")
        }
    }

    private func positions(
        of partitions: [TopicPartition],
        _ consumer: KafkaConsumer,
        by deadline: ContinuousClock.Instant
    ) async throws(KafkaError) -> [TopicPartition: Int64] {
        var positions = offsets.filter { partitions.contains($0.key) }
        guard let milliseconds else { return positions }
        let others = partitions.filter { positions[$0] == nil }
        let times = Dictionary(uniqueKeysWithValues: others.map { ($0, milliseconds) })
        let found = try await consumer.offsetsForTimes(times, timeout: Self.left(until: deadline))
        for (partition, result) in found {
            // Where nothing is as young, it begins with what comes.
            if let first = try result.get() {
                positions[partition] = first
            } else {
                positions[partition] = try await consumer.watermarks(of: partition, timeout: Self.left(until: deadline))
                    .high
            }
        }
        return positions
    }

    private static func left(until deadline: ContinuousClock.Instant) throws(KafkaError) -> Duration {
        let left = deadline - .now
        guard left > .zero else { throw KafkaError(.timedOut, "there is no time left before the partitions are read") }
        return left
    }
}

extension UTCTimestamp {
    /// Milliseconds since 1970 (UTC), as Kafka counts.
    var milliseconds: Int64 { secondsSinceEpoch * 1000 + Int64(microseconds) / 1000 }
}
