// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaAdmin {
    /// Lists the consumer groups of the cluster.
    ///
    /// - Parameter timeout: how long to wait for the answers of all brokers.
    /// - Returns: the groups, and what brokers answered that could not list theirs.
    /// - Throws: also a broker's error where no other one has listed any group.
    public func listConsumerGroups(
        timeout: Duration = defaultTimeout
    ) async throws(KafkaError) -> ConsumerGroupListings {
        try await core.listForGroups(ListConsumerGroupsOperation(), timeout: timeout) { listings in
            listings.errors.contains(where: \.isWithoutCoordinator)
        }
    }

    /// Describes consumer groups: their states, their members, who has which partitions.
    ///
    /// - Parameters:
    ///   - groups: their ids.
    ///   - timeout: how long to wait for the answers.
    /// - Returns: for each group what it consists of.
    public func describeConsumerGroups(
        _ groups: [String],
        timeout: Duration = defaultTimeout
    ) async throws(KafkaError) -> AdminResults<String, ConsumerGroupDescription> {
        try await AdminPlan(groups, refusal: NameCheck.groupRefusal).results { groups throws(KafkaError) in
            try await self.core.performForGroups(groups, key: { $0 }, timeout: timeout) {
                DescribeConsumerGroupsOperation(groups: $0)
            }
        }
    }

    /// Deletes groups, with the offsets that they have committed. A group that has members is refused.
    ///
    /// - Parameters:
    ///   - groups: their ids.
    ///   - timeout: how long to wait for the answers.
    /// - Returns: for each group whether it was deleted, such as `NON_EMPTY_GROUP` if not.
    public func deleteGroups(
        _ groups: [String],
        timeout: Duration = defaultTimeout
    ) async throws(KafkaError) -> AdminResults<String, Void> {
        try await AdminPlan(groups, refusal: NameCheck.groupRefusal).results { groups throws(KafkaError) in
            try await self.core.performForGroups(groups, key: { $0 }, timeout: timeout) {
                DeleteGroupsOperation(groups: $0)
            }
        }
    }

    /// Lists the offsets that a group has committed.
    ///
    /// - Parameters:
    ///   - group: its id.
    ///   - partitions: of which partitions; nil for all that it has committed any for.
    ///   - requireStable: whether offsets of transactions that are still open are errors, instead of those before.
    ///   - timeout: how long to wait for the answer.
    /// - Returns: for each partition the offset; nil where there is none.
    public func listConsumerGroupOffsets(
        of group: String,
        partitions: [TopicPartition]? = nil,
        requireStable: Bool = false,
        timeout: Duration = defaultTimeout
    ) async throws(KafkaError) -> AdminResults<TopicPartition, CommittedGroupOffset?> {
        if let refusal = NameCheck.groupRefusal(group) { throw refusal }
        guard let partitions else {
            let operation = ListGroupOffsetsOperation(group: group, partitions: nil, requiresStable: requireStable)
            let answers = try await core.offsetsCore(for: group).listForGroups(operation, timeout: timeout) { answers in
                answers.values.contains(where: \.isWithoutCoordinator)
            }
            return AdminResults(answers.keys.sorted(), answers)
        }
        return try await AdminPlan(partitions, refusal: NameCheck.partitionRefusal).results {
            partitions throws(KafkaError) in
            try await self.core.offsetsCore(for: group).performForGroups(partitions, key: { $0 }, timeout: timeout) {
                ListGroupOffsetsOperation(group: group, partitions: $0, requiresStable: requireStable)
            }
        }
    }

    /// Commits offsets in a group's place. A group that has members is refused.
    ///
    /// - Parameters:
    ///   - group: its id. It is made where there is none.
    ///   - offsets: for each partition the offset of the next record to be read.
    ///   - timeout: how long to wait for the answer.
    /// - Returns: for each partition whether its offset is committed.
    public func alterConsumerGroupOffsets(
        of group: String,
        to offsets: [TopicPartitionOffset],
        timeout: Duration = defaultTimeout
    ) async throws(KafkaError) -> AdminResults<TopicPartition, Void> {
        if let refusal = NameCheck.groupRefusal(group) { throw refusal }
        return try await AdminPlan(offsets, key: \.topicPartition, refusal: NameCheck.offsetRefusal).results {
            offsets throws(KafkaError) in
            try await self.core.performForGroups(offsets, key: \.topicPartition, timeout: timeout) {
                AlterGroupOffsetsOperation(group: group, offsets: $0)
            }
        }
    }

    /// Makes a group forget what it has committed. Topics that its members read are refused.
    ///
    /// - Parameters:
    ///   - group: its id.
    ///   - partitions: of which partitions.
    ///   - timeout: how long to wait for the answer.
    /// - Returns: for each partition whether its offset is forgotten.
    public func deleteConsumerGroupOffsets(
        of group: String,
        partitions: [TopicPartition],
        timeout: Duration = defaultTimeout
    ) async throws(KafkaError) -> AdminResults<TopicPartition, Void> {
        if let refusal = NameCheck.groupRefusal(group) { throw refusal }
        return try await AdminPlan(partitions, refusal: NameCheck.partitionRefusal).results {
            partitions throws(KafkaError) in
            try await self.core.performForGroups(partitions, key: { $0 }, timeout: timeout) {
                DeleteGroupOffsetsOperation(group: group, partitions: $0)
            }
        }
    }
}
