// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Names that can't be asked about: C would take another one for them.
enum NameCheck {
    /// Why there can't be a topic of that name.
    static func topicRefusal(_ name: String) -> KafkaError? {
        guard !TopicNameRule.isAllowed(name) else { return nil }
        return KafkaError(
            .invalidArgument,
            "\"\(name)\" is no name for a topic: 1 to \(TopicNameRule.maximumLength) of a-z A-Z 0-9 . _ - are allowed")
    }

    /// Why there can't be a group of that name.
    static func groupRefusal(_ name: String) -> KafkaError? {
        guard name.isEmpty || name.utf8.contains(0) else { return nil }
        return KafkaError(.invalidArgument, "\"\(name)\" is no name for a group: it is empty or has a NUL in it")
    }

    /// Why there can't be such a partition.
    static func partitionRefusal(_ partition: TopicPartition) -> KafkaError? {
        if let refusal = topicRefusal(partition.topic) { return refusal }
        guard partition.partition < 0 else { return nil }
        return KafkaError(.invalidArgument, "\(partition) is no partition: they are numbered from 0")
    }

    /// Why there can't be such an offset.
    static func offsetRefusal(_ offset: TopicPartitionOffset) -> KafkaError? {
        if let refusal = partitionRefusal(offset.topicPartition) { return refusal }
        if offset.offset < 0 {
            return KafkaError(
                .invalidArgument, "\(offset.topicPartition), offset \(offset.offset): offsets are not negative")
        }
        guard let metadata = offset.metadata, metadata.utf8.contains(0) else { return nil }
        return KafkaError(.invalidArgument, "\(offset.topicPartition): the metadata has a NUL in it")
    }
}
