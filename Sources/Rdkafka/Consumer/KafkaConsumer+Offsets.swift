// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension KafkaConsumer {
    /// Notes where to go on in partitions. It is committed in the background every `auto.commit.interval.ms` while
    /// `enable.auto.commit` is true, before a partition is given up, and at shutdown.
    ///
    /// - Parameter offsets: for each partition the offset of the next record to be read.
    /// - Returns: the partitions for which nothing was stored, because they are not this consumer's any more.
    @discardableResult
    public func store(_ offsets: [TopicPartitionOffset]) -> [TopicPartition] {
        guard !offsets.isEmpty else { return [] }
        return core.withHandle { $0.store(offsets).map(\.0) } ?? offsets.map(\.topicPartition)
    }

    /// Notes that a record is done, and all before it in its partition.
    ///
    /// - Returns: false when the partition is not this consumer's any more.
    @discardableResult
    public func store(_ record: ConsumerRecord) -> Bool {
        store([TopicPartitionOffset(record.topicPartition, offset: record.offset + 1)]).isEmpty
    }

    /// Commits what is stored, and waits for the answer.
    ///
    /// - Throws: what the group's coordinator answers; what is stored stays stored. `shutDown` when the consumer ends.
    ///   Cancelling the task has no effect: librdkafka ends the request after `socket.timeout.ms` at the latest.
    public func commit() async throws(KafkaError) {
        let core = core
        let error = await Resumption.wait { (waiter: PendingCommits.Waiter) in
            guard let token = core.commits.add(waiter) else {
                return waiter.resume(returning: RD_KAFKA_RESP_ERR__DESTROY)
            }
            let refused = core.withHandle { $0.commit(token: token) } ?? RD_KAFKA_RESP_ERR__DESTROY
            if refused != RD_KAFKA_RESP_ERR_NO_ERROR { core.commits.answer(token, refused) }
        }
        switch error {
        case RD_KAFKA_RESP_ERR_NO_ERROR, RD_KAFKA_RESP_ERR__NO_OFFSET: return
        default: throw .librdkafka(error, "committing offsets")
        }
    }

    /// Leaves the group: stops reading, lets the rebalance handler finish, commits what is stored.
    ///
    /// Returns within the timeout and the moment that it takes to end librdkafka's threads, whatever the brokers do.
    /// Calling it again waits for the same end. Cancelling the task doesn't shorten it.
    ///
    /// - Parameter timeout: how long to try to leave the group properly.
    @discardableResult
    public func shutdown(timeout: Duration = .seconds(10)) async -> ConsumerShutdownReport {
        await Resumption.wait { core.shutDown(timeout: timeout, $0) }
    }
}
