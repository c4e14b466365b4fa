// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaAdmin {
    /// Looks up offsets of partitions: the first, the last, or by time.
    ///
    /// - Parameters:
    ///   - partitions: what to look up in each. `maxTimestamp` needs librdkafka 2.3 or newer.
    ///   - isolation: whether records of open transactions count. `readCommitted` needs librdkafka 2.3 or newer.
    ///   - timeout: how long to wait for the answer.
    /// - Returns: for each partition the offset; `unknownTopicOrPartition` for one that does not exist.
    public func listOffsets(
        _ partitions: [TopicPartition: OffsetSpec],
        isolation: IsolationLevel = .readUncommitted,
        timeout: Duration = defaultTimeout
    ) async throws(KafkaError) -> AdminResults<TopicPartition, ListedOffset> {
        if isolation == .readCommitted { try LibrdkafkaFeature.listOffsets.require() }
        return try await AdminPlan(
            partitions.keys.sorted(), key: { $0 },
            refusal: { NameCheck.partitionRefusal($0) ?? partitions[$0]?.refusal }
        ).results { asked throws(KafkaError) in
            let times = partitions.filter { asked.contains($0.key) }.mapValues(\.protocolValue)
            if LibrdkafkaFeature.listOffsets.isSupported {
                return try await self.core.perform(
                    ListOffsetsOperation(times: times, isolation: isolation), timeout: timeout)
            }
            var answers = try await self.core.performBlocking("listing offsets", timeout: timeout) {
                $0.offsets(at: times)
            }
            for partition in asked where answers[partition] == nil {
                answers[partition] = .failure(.unknownPartition(partition))
            }
            return answers
        }
    }

    /// Deletes the records before offsets.
    ///
    /// - Parameters:
    ///   - offsets: for each partition that of the first record to be kept; -1 deletes all there are.
    ///   - timeout: how long to wait for the answer.
    /// - Returns: for each partition the offset of the first record that is there now.
    public func deleteRecords(
        before offsets: [TopicPartitionOffset],
        timeout: Duration = defaultTimeout
    ) async throws(KafkaError) -> AdminResults<TopicPartition, Int64> {
        try await AdminPlan(
            offsets, key: \.topicPartition,
            refusal: { $0.offset == -1 ? NameCheck.partitionRefusal($0.topicPartition) : NameCheck.offsetRefusal($0) }
        ).results { offsets throws(KafkaError) in
            try await self.core.perform(DeleteRecordsOperation(offsets: offsets), timeout: timeout)
        }
    }
}
