// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Finds the offsets of a time in partitions, of which some may not answer: that is no matter of the others.
struct StartingOffsetSearch: Sendable {
    typealias Offsets = [TopicPartition: Result<Int64?, KafkaError>]

    /// The first offset of that time in each partition; nil where nothing is as young.
    let offsets: @Sendable ([TopicPartition], Duration) async throws(KafkaError) -> Offsets
    /// The offset of what comes next in a partition.
    let end: @Sendable (TopicPartition, Duration) async throws(KafkaError) -> Int64

    /// Asks for all together, and once more for each of those that that brought nothing of.
    ///
    /// - Parameters:
    ///   - deadline: when that has to end.
    ///   - time: how long of this the first question may take.
    func find(
        _ partitions: [TopicPartition], until deadline: ContinuousClock.Instant, within time: Duration
    ) async -> [TopicPartition: Result<Int64, KafkaError>] {
        guard !partitions.isEmpty else { return [:] }
        let together = (try? await offsets(partitions, min(time, max(.zero, deadline - .now)))) ?? [:]
        return await withTaskGroup(of: (TopicPartition, Result<Int64, KafkaError>).self) { group in
            for partition in partitions {
                group.addTask {
                    do throws(KafkaError) {
                        return (partition, .success(try await find(partition, together[partition], deadline)))
                    } catch {
                        return (partition, .failure(error))
                    }
                }
            }
            var found: [TopicPartition: Result<Int64, KafkaError>] = [:]
            for await (partition, result) in group { found[partition] = result }
            return found
        }
    }

    private func find(
        _ partition: TopicPartition, _ known: Result<Int64?, KafkaError>?, _ deadline: ContinuousClock.Instant
    ) async throws(KafkaError) -> Int64 {
        let first: Int64?
        if case .success(let offset) = known {
            first = offset
        } else {
            let left = try Self.left(until: deadline)
            guard let answer = try await offsets([partition], left)[partition] else {
                throw KafkaError(.timedOut, "nobody tells its offsets")
            }
            first = try answer.get()
        }
        if let first { return first }
        // Where nothing is as young, it begins with what comes.
        return try await end(partition, Self.left(until: deadline))
    }

    static func left(until deadline: ContinuousClock.Instant) throws(KafkaError) -> Duration {
        let left = deadline - .now
        guard left > .zero else { throw KafkaError(.timedOut, "there is no time left before the partitions are read") }
        return left
    }
}
