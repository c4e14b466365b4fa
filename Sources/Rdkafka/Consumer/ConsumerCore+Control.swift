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
        _ positions: [TopicPartition: StartingPosition], timeout: Duration
    ) -> [TopicPartition: Result<Void, KafkaError>] {
        changing {
            var results = refusals(of: Array(positions.keys), "seeking")
            let own = positions.filter { results[$0.key] == nil }
            guard !own.isEmpty else { return results }
            for result in handle.seek(own, milliseconds: timeout.pollMilliseconds) {
                results[result.partition] = Self.result(result.error, "seeking in \(result.partition)")
            }
            assignment.moved(results.filter { (try? $0.value.get()) != nil }.map(\.key))
            return results
        }
    }

    func setPaused(_ partitions: [TopicPartition], _ isPaused: Bool) -> [TopicPartition: Result<Void, KafkaError>] {
        let context = isPaused ? "pausing" : "resuming"
        return changing {
            var results = refusals(of: partitions, context)
            var own = partitions.filter { results[$0] == nil }
            for partition in own { results[partition] = .success(()) }
            // Resuming what is not paused would make librdkafka fetch again from where the partition began.
            let paused = Set(assignment.paused)
            own.removeAll { paused.contains($0) == isPaused }
            guard !own.isEmpty else { return results }
            for (partition, error) in handle.setPaused(own, isPaused) {
                results[partition] = Self.result(error, "\(context) \(partition)")
            }
            assignment.setPaused(own.filter { (try? results[$0]?.get()) != nil }, isPaused)
            return results
        }
    }

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
        var refusals: [TopicPartition: Result<Void, KafkaError>] = [:]
        for partition in assignment.missing(partitions) {
            refusals[partition] = .failure(
                KafkaError(
                    .invalidArgument, "\(context) \(partition): it is not assigned to this consumer",
                    responseCode: KafkaError.ResponseCode(rawValue: RD_KAFKA_RESP_ERR__STATE.rawValue)))
        }
        return refusals
    }

    private static func result(_ error: rd_kafka_resp_err_t, _ context: String) -> Result<Void, KafkaError> {
        error == RD_KAFKA_RESP_ERR_NO_ERROR ? .success(()) : .failure(.librdkafka(error, context))
    }
}
