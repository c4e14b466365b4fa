// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// What changes where a consumer reads. It runs on threads that may block, with the reader outside, so that what was
/// read before is told from what is read after.
extension ConsumerCore {
    /// Reads these partitions and no others.
    func assignManually(_ positions: [TopicPartition: StartingPosition]) -> KafkaError? {
        changing {
            handle.forgetPauses(of: assignment.removeAll())
            assignment.add(Array(positions.keys))
            let error = handle.assignManually(positions)
            guard error != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
            assignment.removeAll()
            return .librdkafka(error, "assigning partitions")
        }
    }

    /// Reads these partitions too.
    func addManually(_ positions: [TopicPartition: StartingPosition]) -> KafkaError? {
        changing {
            let known = Set(assignment.all)
            let new = positions.keys.filter { !known.contains($0) }
            guard new.count == positions.count else {
                let twice = positions.keys.filter { known.contains($0) }.sorted().map(\.description)
                return KafkaError(
                    .invalidArgument, "assigning partitions: \(twice.joined(separator: ", ")) is assigned already")
            }
            assignment.add(new)
            let error = handle.addManually(positions)
            if error != nil { assignment.remove(new) }
            return error
        }
    }

    /// Reads these partitions no more.
    func removeManually(_ partitions: [TopicPartition]) -> KafkaError? {
        changing {
            let missing = assignment.missing(partitions)
            guard missing.isEmpty else {
                let names = missing.sorted().map(\.description)
                return KafkaError(
                    .invalidArgument, "giving partitions up: \(names.joined(separator: ", ")) is not assigned")
            }
            let error = handle.removeManually(partitions)
            if error == nil { handle.forgetPauses(of: assignment.remove(partitions)) }
            return error
        }
    }

    func seek(
        _ positions: [TopicPartition: StartingPosition], milliseconds: Int32
    ) -> [TopicPartition: Result<Void, KafkaError>] {
        changing {
            var results = refusals(of: Array(positions.keys), "seeking")
            for (partition, position) in positions where results[partition] == nil {
                if let refusal = position.seekRefusal(in: partition) { results[partition] = .failure(refusal) }
            }
            let own = positions.filter { results[$0.key] == nil }
            guard !own.isEmpty else { return results }
            for result in handle.seek(own, milliseconds: milliseconds) {
                results[result.partition] = Self.result(result.error, "seeking in \(result.partition)")
            }
            assignment.moved(results.filter { (try? $0.value.get()) != nil }.map(\.key))
            return results
        }
    }

    func setPaused(_ partitions: [TopicPartition], _ isPaused: Bool) -> [TopicPartition: Result<Void, KafkaError>] {
        changing {
            let seen = assignment.epochs(of: partitions)
            var results = refusals(of: partitions, Self.context(isPaused))
            for partition in seen.keys { results[partition] = .success(()) }
            // Resuming what is not paused would make librdkafka fetch again from where the partition began.
            let paused = Set(assignment.paused)
            let changed = seen.filter { paused.contains($0.key) != isPaused }
            return results.merging(changed.isEmpty ? [:] : setPaused(changed, isPaused)) { $1 }
        }
    }

    /// Pauses or resumes partitions that were looked at under these epochs.
    ///
    /// A rebalance may have taken them since then: of those librdkafka would remember the pause, and they would stand
    /// still when they come back, so it is undone.
    func setPaused(
        _ seen: [TopicPartition: UInt64], _ isPaused: Bool
    ) -> [TopicPartition: Result<Void, KafkaError>] {
        let context = Self.context(isPaused)
        var results: [TopicPartition: Result<Void, KafkaError>] = [:]
        for (partition, error) in handle.setPaused(Array(seen.keys), isPaused) {
            results[partition] = Self.result(error, "\(context) \(partition)")
        }
        let gone = assignment.setPaused(seen.filter { results[$0.key] == nil }, isPaused)
        if isPaused { handle.forgetPauses(of: gone) }
        for partition in gone { results[partition] = .failure(Self.refusal(of: partition, context)) }
        return results
    }

    private static func context(_ isPaused: Bool) -> String { isPaused ? "pausing" : "resuming" }

    /// Runs a change with the reader outside; what is held is looked at again after it, before more is read.
    func changing<Result>(_ body: () -> Result) -> Result {
        reader.whileOutside {
            defer { channel.releaseHeld() }
            return body()
        }
    }

    /// For each partition that is not assigned, that it is not.
    private func refusals(
        of partitions: [TopicPartition], _ context: String
    ) -> [TopicPartition: Result<Void, KafkaError>] {
        let missing = assignment.missing(partitions).map { ($0, Self.refusal(of: $0, context)) }
        return Dictionary(missing.map { ($0, .failure($1)) }) { first, _ in first }
    }

    private static func refusal(of partition: TopicPartition, _ context: String) -> KafkaError {
        KafkaError(
            .invalidArgument, "\(context) \(partition): it is not assigned to this consumer",
            responseCode: KafkaError.ResponseCode(rawValue: RD_KAFKA_RESP_ERR__STATE.rawValue))
    }

    private static func result(_ error: rd_kafka_resp_err_t, _ context: String) -> Result<Void, KafkaError> {
        error == RD_KAFKA_RESP_ERR_NO_ERROR ? .success(()) : .failure(.librdkafka(error, context))
    }
}
