// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
public import Rdkafka

extension MockCluster {
    /// Makes a topic. Topics that are used without appear by themselves, with 4 partitions.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - partitions: how many partitions it has, 1 to 10000.
    ///   - replicationFactor: how many brokers have each of them, 1 to the number of brokers. Nil is 1, but before
    ///     librdkafka 2.2 it is 3, or all brokers where there are fewer; another number needs 2.2.
    /// - Throws: `invalidArgument` for other numbers or a name that Kafka does not allow, `broker` when there is such a
    ///   topic, `unsupported` for a replication factor that librdkafka is too old for.
    public func createTopic(_ name: String, partitions: Int = 4, replicationFactor: Int? = nil) throws(KafkaError) {
        let context = "creating topic \(name)"
        guard TopicNameRule.isAllowed(name) else {
            throw KafkaError(.invalidArgument, "\"\(name)\" is no name for a topic")
        }
        guard (1...10_000).contains(partitions) else {
            throw KafkaError(.invalidArgument, "\(context): \(partitions) partitions: 1 to 10000 are allowed")
        }
        if let replicationFactor {
            guard (1...brokerCount).contains(replicationFactor) else {
                let allowed = "1 to \(brokerCount) are allowed"
                throw KafkaError(.invalidArgument, "\(context): replication factor \(replicationFactor): \(allowed)")
            }
            if replicationFactor != min(3, brokerCount) { try MockFeature.replicationFactor.require() }
        }
        let error = rd_kafka_mock_topic_create(
            handle.cluster, name, Int32(partitions), Int32(replicationFactor ?? 1))
        try check(error, context)
    }

    /// Answers metadata requests about a topic, and requests to add it to a transaction, with an error.
    ///
    /// - Parameters:
    ///   - topic: the topic.
    ///   - error: the error; nil for none any more.
    public func setTopic(_ topic: String, error: KafkaError.ResponseCode?) {
        rd_kafka_mock_topic_set_error(handle.cluster, topic, rd_kafka_resp_err_t(error?.rawValue ?? 0))
    }

    /// Makes a broker the leader of a partition, which clients learn when they ask, at the latest when they are refused.
    ///
    /// - Parameters:
    ///   - partition: the partition. Its topic appears if there is none.
    ///   - broker: the broker's number, from 1; nil leaves the partition without a leader.
    /// - Throws: `unknownTopicOrPartition` for a partition, `broker` for a broker that there is not.
    public func setLeader(of partition: TopicPartition, to broker: Int?) throws(KafkaError) {
        let number = try broker.map { broker throws(KafkaError) in try self.number(broker) } ?? -1
        let error = rd_kafka_mock_partition_set_leader(
            handle.cluster, partition.topic, partition.partition, number)
        try check(error, "setting the leader of \(partition)")
    }

    /// Makes a partition's leader send those who fetch from it to a follower.
    ///
    /// - Parameters:
    ///   - partition: the partition. Its topic appears if there is none.
    ///   - broker: the follower's number, from 1; nil lets everybody fetch from the leader.
    /// - Throws: `unknownTopicOrPartition` for a partition, `broker` for a broker that there is not.
    public func setFollower(of partition: TopicPartition, to broker: Int?) throws(KafkaError) {
        let number = try broker.map { broker throws(KafkaError) in try self.number(broker) } ?? -1
        let error = rd_kafka_mock_partition_set_follower(
            handle.cluster, partition.topic, partition.partition, number)
        try check(error, "setting the follower of \(partition)")
    }

    /// Sets what a partition's follower has, as one that lags behind. A fetch from an offset between the two, both
    /// included, gets the whole batch that has it.
    ///
    /// - Parameters:
    ///   - partition: the partition. Its topic appears if there is none.
    ///   - low: the offset of its first record; nil for the same as the leader.
    ///   - high: the offset after its last record; nil for the same as the leader.
    /// - Throws: `unknownTopicOrPartition` for a partition that there is not.
    public func setFollowerWatermarks(
        of partition: TopicPartition,
        low: Int64? = nil,
        high: Int64? = nil
    ) throws(KafkaError) {
        let error = rd_kafka_mock_partition_set_follower_wmarks(
            handle.cluster, partition.topic, partition.partition, low ?? -1, high ?? -1)
        try check(error, "setting the watermarks of the follower of \(partition)")
    }
}
