// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension ConsumerHandle {
    /// Stores offsets to be committed. Returns those that were not stored, with the reason.
    func store(_ offsets: [TopicPartitionOffset]) -> [(TopicPartition, rd_kafka_resp_err_t)] {
        let list = PartitionList(offsets)
        let error = unsafe rd_kafka_offsets_store(client, list.pointer)
        // The call succeeds when one partition does; what became of each is in the list.
        let refused = list.errors
        guard refused.isEmpty, error != RD_KAFKA_RESP_ERR_NO_ERROR else { return refused }
        return offsets.map { ($0.topicPartition, error) }
    }

    /// Commits offsets, or the stored ones. The answer comes to the consumer queue, unless this returns an error.
    func commit(_ offsets: [TopicPartitionOffset]?, token: UInt) -> rd_kafka_resp_err_t {
        guard let queue = unsafe rd_kafka_queue_get_consumer(client) else { return RD_KAFKA_RESP_ERR__DESTROY }
        defer { unsafe rd_kafka_queue_destroy(queue) }
        let opaque = unsafe UnsafeMutableRawPointer(bitPattern: token)
        guard let offsets else { return unsafe rd_kafka_commit_queue(client, nil, queue, nil, opaque) }
        let list = PartitionList(offsets)
        return unsafe rd_kafka_commit_queue(client, list.pointer, queue, nil, opaque)
    }

    /// Asks the coordinator. Blocks.
    func committed(
        _ partitions: [TopicPartition], milliseconds: Int32
    ) -> Result<[PartitionResult], LibrdkafkaError> {
        let list = PartitionList(partitions)
        let error = unsafe rd_kafka_committed(client, list.pointer, milliseconds)
        return error == RD_KAFKA_RESP_ERR_NO_ERROR ? .success(list.results) : .failure(LibrdkafkaError(error))
    }

    /// Asks the leaders for the first offset at or after a time of each partition, in milliseconds since 1970. Blocks.
    func offsetsForTimes(
        _ times: [TopicPartition: Int64], milliseconds: Int32
    ) -> Result<[PartitionResult], LibrdkafkaError> {
        let list = PartitionList(times)
        let error = unsafe rd_kafka_offsets_for_times(client, list.pointer, milliseconds)
        let results = list.results
        // When some leaders are not known the others' answers are there.
        let isPartial = results.contains { $0.error != RD_KAFKA_RESP_ERR_NO_ERROR }
        return error == RD_KAFKA_RESP_ERR_NO_ERROR || isPartial ? .success(results) : .failure(LibrdkafkaError(error))
    }

    /// Asks the leader. Blocks.
    func queryWatermarks(
        of partition: TopicPartition, milliseconds: Int32
    ) -> Result<OffsetWatermarks, LibrdkafkaError> {
        var (low, high) = (Int64(0), Int64(0))
        let error = unsafe rd_kafka_query_watermark_offsets(
            client, partition.topic, partition.partition, &low, &high, milliseconds)
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR else { return .failure(LibrdkafkaError(error)) }
        return .success(OffsetWatermarks(low: low, high: high))
    }

    /// What the last fetch told; negative where it did not.
    func cachedWatermarks(of partition: TopicPartition) -> (low: Int64, high: Int64)? {
        var (low, high) = (Int64(-1), Int64(-1))
        let error = unsafe rd_kafka_get_watermark_offsets(
            client, partition.topic, partition.partition, &low, &high)
        return error == RD_KAFKA_RESP_ERR_NO_ERROR ? (low, high) : nil
    }
}

/// A code of librdkafka, on its way to where it becomes an error that says what it is about.
struct LibrdkafkaError: Error {
    let code: rd_kafka_resp_err_t

    init(_ code: rd_kafka_resp_err_t) {
        self.code = code
    }
}
