// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension AdminLoan {
    /// Looks offsets up by time, where -1 is the end and -2 the start, as in Kafka's ListOffsets request. Blocks.
    func offsets(at times: [TopicPartition: Int64]) -> Result<
        [TopicPartition: Result<ListedOffset, KafkaError>], KafkaError
    > {
        let doing = "listing offsets"
        let existing: Set<TopicPartition>
        switch metadata() {
        case .failure(let error): return .failure(error)
        case .success(let metadata): existing = metadata.partitionsWithLeader
        }
        // One partition that does not exist would fail the request for all.
        let known = times.filter { existing.contains($0.key) }
        guard !known.isEmpty else { return .success([:]) }
        let list = PartitionList(known.map { TopicPartitionOffset($0.key, offset: $0.value) })
        let error = unsafe rd_kafka_offsets_for_times(client, list.pointer, milliseconds)
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR else { return .failure(.librdkafka(error, doing)) }
        return .success(
            unsafe AdminAnswers.partitions(doing, list.pointer) { element in
                unsafe ListedOffset(
                    offset: element.offset < 0 ? nil : element.offset, timestamp: nil,
                    leaderEpoch: ListedOffset.leaderEpoch(element))
            })
    }
}

extension ListedOffset {
    static func leaderEpoch(_ element: rd_kafka_topic_partition_t) -> Int32? {
        var element = unsafe element
        let epoch = unsafe crdkafka_partition_leader_epoch(&element)
        return epoch < 0 ? nil : epoch
    }
}
