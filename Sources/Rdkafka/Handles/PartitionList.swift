// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Owner of a `rd_kafka_topic_partition_list_t`.
struct PartitionList: ~Copyable {
    let pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

    init(_ pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) {
        self.pointer = pointer
    }

    init(capacity: Int) {
        pointer = rd_kafka_topic_partition_list_new(Int32(clamping: capacity))
    }

    /// Topics without a partition, as a subscription takes them.
    init(topics: [String]) {
        self.init(capacity: topics.count)
        for topic in topics { rd_kafka_topic_partition_list_add(pointer, topic, RD_KAFKA_PARTITION_UA) }
    }

    init(_ partitions: [TopicPartition]) {
        self.init(capacity: partitions.count)
        for each in partitions { rd_kafka_topic_partition_list_add(pointer, each.topic, each.partition) }
    }

    init(_ offsets: [TopicPartitionOffset]) {
        self.init(capacity: offsets.count)
        for each in offsets {
            rd_kafka_topic_partition_list_add(pointer, each.topicPartition.topic, each.topicPartition.partition)
                .pointee.offset = each.offset
        }
    }

    deinit {
        rd_kafka_topic_partition_list_destroy(pointer)
    }

    var partitions: [TopicPartition] {
        Self.partitions(pointer)
    }

    /// The partitions that librdkafka has noted an error for.
    var errors: [(TopicPartition, rd_kafka_resp_err_t)] {
        Self.elements(pointer).compactMap { element in
            element.err == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : (Self.partition(element), element.err)
        }
    }

    /// The partitions of a list that stays librdkafka's.
    static func partitions(_ list: UnsafePointer<rd_kafka_topic_partition_list_t>?) -> [TopicPartition] {
        list.map { elements($0).map { partition($0) } } ?? []
    }

    private static func elements(
        _ list: UnsafePointer<rd_kafka_topic_partition_list_t>
    ) -> UnsafeBufferPointer<rd_kafka_topic_partition_t> {
        UnsafeBufferPointer(start: list.pointee.elems, count: Int(list.pointee.cnt))
    }

    private static func partition(_ element: rd_kafka_topic_partition_t) -> TopicPartition {
        TopicPartition(topic: String(cString: element.topic), partition: element.partition)
    }
}
