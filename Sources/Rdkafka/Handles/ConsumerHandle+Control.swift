// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension ConsumerHandle {
    /// What it subscribed to. Blocks until librdkafka's main thread answers.
    func subscription() -> Result<[String], LibrdkafkaError> {
        var pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
        let error = unsafe rd_kafka_subscription(client, &pointer)
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR, let pointer = unsafe pointer else {
            return .failure(LibrdkafkaError(error))
        }
        let list = unsafe PartitionList(pointer)
        return .success(list.topics)
    }

    func unsubscribe() -> rd_kafka_resp_err_t {
        unsafe rd_kafka_unsubscribe(client)
    }

    /// Reads these partitions and no others, without the group. Blocks.
    func assignManually(_ positions: [TopicPartition: StartingPosition]) -> rd_kafka_resp_err_t {
        let cleared = unassignAll()
        guard cleared == RD_KAFKA_RESP_ERR_NO_ERROR, !positions.isEmpty else { return cleared }
        let list = startList(positions)
        return unsafe rd_kafka_assign(client, list.pointer)
    }

    /// Reads these partitions too. Blocks.
    func addManually(_ positions: [TopicPartition: StartingPosition]) -> KafkaError? {
        let list = startList(positions)
        return unsafe rd_kafka_incremental_assign(client, list.pointer).map {
            unsafe .consuming($0, "assigning partitions")
        }
    }

    /// Reads these partitions no more. Blocks.
    func removeManually(_ partitions: [TopicPartition]) -> KafkaError? {
        let list = PartitionList(partitions)
        let error = unsafe rd_kafka_incremental_unassign(client, list.pointer).map {
            unsafe KafkaError.consuming($0, "giving partitions up")
        }
        waitForMainThread()
        return error
    }

    /// Reads nothing any more. Blocks.
    func unassignAll() -> rd_kafka_resp_err_t {
        let error = unsafe rd_kafka_assign(client, nil)
        waitForMainThread()
        return error
    }

    /// Goes on elsewhere. What is in librdkafka's queues from before is dropped there. Blocks.
    func seek(_ positions: [TopicPartition: StartingPosition], milliseconds: Int32) -> [PartitionResult] {
        let list = PartitionList(positions.lazy.map { (key: $0.key, value: $0.value.offset) })
        // librdkafka before 2.1 takes the milliseconds for microseconds.
        let isShort = LibrdkafkaVersion.running < LibrdkafkaVersion(2, 1, 0)
        let timeout = isShort ? Int32(clamping: Int64(milliseconds) * 1000) : milliseconds
        guard let error = unsafe rd_kafka_seek_partitions(client, list.pointer, max(1, timeout)) else {
            return list.results
        }
        let code = unsafe rd_kafka_error_code(error)
        unsafe rd_kafka_error_destroy(error)
        return list.results.map {
            // Where an answer came before the time was up, it is in the list.
            $0.error == RD_KAFKA_RESP_ERR__IN_PROGRESS ? PartitionResult(offset: $0.offset, error: code) : $0
        }
    }

    /// Fetches these partitions no more, or again. Blocks until librdkafka's main thread has done it.
    func setPaused(_ partitions: [TopicPartition], _ isPaused: Bool) -> [(TopicPartition, rd_kafka_resp_err_t)] {
        let list = PartitionList(partitions)
        let error =
            unsafe isPaused
            ? rd_kafka_pause_partitions(client, list.pointer) : rd_kafka_resume_partitions(client, list.pointer)
        return error == RD_KAFKA_RESP_ERR_NO_ERROR ? list.errors : partitions.map { ($0, error) }
    }

    /// Partitions that are paused are given up: librdkafka would remember the pause, and they would stand still when
    /// they come back.
    func forgetPauses(of paused: [TopicPartition]) {
        if !paused.isEmpty { _ = setPaused(paused, false) }
    }

    private func startList(_ positions: [TopicPartition: StartingPosition]) -> PartitionList {
        for partition in positions.keys { routeRecords(of: partition) }
        // Without a group nothing was committed.
        let unknown: StartingPosition = resetsToEnd ? .end : .beginning
        return PartitionList(
            positions.lazy.map { [hasGroup] each in
                let start = !hasGroup && each.value == .committed ? unknown : each.value
                return (key: each.key, value: start.offset)
            })
    }

    /// Waits until librdkafka's main thread has done what it was given before. The end of fetching is such a thing,
    /// which takes a partition's route away: a new one has to come after it.
    private func waitForMainThread() {
        for _ in 0..<2 { _ = subscription() }
    }
}
