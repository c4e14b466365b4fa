// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaAdmin {
    /// Creates topics.
    ///
    /// - Parameters:
    ///   - topics: what to create. Leaving partitions or replicas to the cluster needs Kafka 2.4 or newer.
    ///   - validateOnly: only asks whether it would work.
    ///   - timeout: how long to wait for the answer; the cluster waits as long for the topics to be there.
    /// - Returns: for each topic whether it was created, such as `TOPIC_ALREADY_EXISTS` if not.
    public func createTopics(
        _ topics: [NewTopic],
        validateOnly: Bool = false,
        timeout: Duration = defaultTimeout
    ) async throws(KafkaError) -> AdminResults<String, Void> {
        try await AdminPlan(topics, key: \.name, refusal: \.refusal).results { topics throws(KafkaError) in
            try await self.core.perform(
                CreateTopicsOperation(topics: topics, validateOnly: validateOnly), timeout: timeout)
        }
    }

    /// Creates a topic.
    ///
    /// - Parameters:
    ///   - topic: what to create.
    ///   - validateOnly: only asks whether it would work.
    ///   - timeout: how long to wait for the answer.
    /// - Throws: also the topic's own error.
    public func createTopic(
        _ topic: NewTopic,
        validateOnly: Bool = false,
        timeout: Duration = defaultTimeout
    ) async throws(KafkaError) {
        try await createTopics([topic], validateOnly: validateOnly, timeout: timeout).single()
    }

    /// Deletes topics, with all their records.
    ///
    /// - Parameters:
    ///   - topics: their names.
    ///   - timeout: how long to wait for the answer. Brokers may delete the records later.
    /// - Returns: for each topic whether it was deleted.
    public func deleteTopics(
        _ topics: [String],
        timeout: Duration = defaultTimeout
    ) async throws(KafkaError) -> AdminResults<String, Void> {
        try await AdminPlan(topics, refusal: NameCheck.topicRefusal).results { topics throws(KafkaError) in
            try await self.core.perform(DeleteTopicsOperation(topics: topics), timeout: timeout)
        }
    }

    /// Gives topics more partitions. Keys go to other partitions from then on.
    ///
    /// - Parameters:
    ///   - topics: how many each is to have. There can't be fewer than there are.
    ///   - validateOnly: only asks whether it would work.
    ///   - timeout: how long to wait for the answer.
    /// - Returns: for each topic whether it has its partitions.
    public func createPartitions(
        _ topics: [NewPartitions],
        validateOnly: Bool = false,
        timeout: Duration = defaultTimeout
    ) async throws(KafkaError) -> AdminResults<String, Void> {
        try await AdminPlan(topics, key: \.topic, refusal: \.refusal).results { topics throws(KafkaError) in
            try await self.core.perform(
                CreatePartitionsOperation(topics: topics, validateOnly: validateOnly), timeout: timeout)
        }
    }

    /// Describes topics: their partitions, leaders and replicas. Creates none.
    ///
    /// Before librdkafka 2.3 the metadata of all topics is fetched for it, and ids are not told.
    ///
    /// - Parameters:
    ///   - topics: their names.
    ///   - timeout: how long to wait for the answer.
    /// - Returns: for each topic what it consists of; `unknownTopicOrPartition` for one that does not exist.
    public func describeTopics(
        _ topics: [String],
        timeout: Duration = defaultTimeout
    ) async throws(KafkaError) -> AdminResults<String, TopicDescription> {
        try await AdminPlan(topics, refusal: NameCheck.topicRefusal).results { topics throws(KafkaError) in
            if LibrdkafkaFeature.describeTopics.isSupported {
                return try await self.core.perform(DescribeTopicsOperation(topics: topics), timeout: timeout)
            }
            let all = try await self.metadata(timeout: timeout).topics
            return Dictionary(uniqueKeysWithValues: topics.map { ($0, all[$0] ?? .failure(.unknownTopic($0))) })
        }
    }
}
