// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension KafkaError {
    /// As a broker would answer.
    static func unknownTopic(_ name: String) -> KafkaError {
        .librdkafka(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, "topic \(name)")
    }

    /// As a broker would answer.
    static func unknownPartition(_ partition: TopicPartition) -> KafkaError {
        .librdkafka(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, "partition \(partition)")
    }
}
