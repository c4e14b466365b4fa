// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// What became of a commit, partition by partition.
public struct CommitResult: Sendable {
    /// What is committed.
    public let committed: [TopicPartitionOffset]
    /// What is not, and why.
    public let failed: [TopicPartition: KafkaError]

    /// Of an answer that is about partitions; throws one that is an error of the whole.
    init(_ answer: CommitAnswer) throws(KafkaError) {
        var committed: [TopicPartitionOffset] = []
        var failed: [TopicPartition: KafkaError] = [:]
        for result in answer.results {
            if result.error != RD_KAFKA_RESP_ERR_NO_ERROR {
                failed[result.partition] = .librdkafka(result.error, "committing the offset of \(result.partition)")
            } else if result.offset.offset >= 0 {
                committed.append(result.offset)
            }
        }
        switch answer.error {
        case RD_KAFKA_RESP_ERR_NO_ERROR: break
        // Nothing was stored since the last commit.
        case RD_KAFKA_RESP_ERR__NO_OFFSET: committed = []
        default: throw .librdkafka(answer.error, "committing offsets")
        }
        self.committed = committed
        self.failed = failed
    }

    init(committed: [TopicPartitionOffset], failed: [TopicPartition: KafkaError]) {
        self.committed = committed
        self.failed = failed
    }
}
