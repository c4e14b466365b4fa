// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Owner of a `rd_kafka_topic_partition_list_t`.
@safe
struct PartitionList: ~Copyable {
    let pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

    init(_ pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) {
        unsafe self.pointer = pointer
    }

    init(capacity: Int) {
        unsafe pointer = rd_kafka_topic_partition_list_new(Int32(clamping: capacity))
    }

    /// Topics without a partition, as a subscription takes them.
    init(topics: [String]) {
        self.init(capacity: topics.count)
        for topic in topics { unsafe rd_kafka_topic_partition_list_add(pointer, topic, RD_KAFKA_PARTITION_UA) }
    }

    init(_ partitions: [TopicPartition]) {
        self.init(capacity: partitions.count)
        for each in partitions { unsafe rd_kafka_topic_partition_list_add(pointer, each.topic, each.partition) }
    }

    init(_ offsets: [TopicPartitionOffset]) {
        self.init(capacity: offsets.count)
        for each in offsets {
            unsafe rd_kafka_topic_partition_list_add(pointer, each.topicPartition.topic, each.topicPartition.partition)
                .pointee.offset = each.offset
        }
    }

    deinit {
        unsafe rd_kafka_topic_partition_list_destroy(pointer)
    }

    var partitions: [TopicPartition] {
        unsafe Self.partitions(pointer)
    }

    /// The partitions that librdkafka has noted an error for.
    var errors: [(TopicPartition, rd_kafka_resp_err_t)] {
        unsafe Self.elements(pointer).compactMap { element in
            unsafe element.err == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : (Self.partition(element), element.err)
        }
    }

    /// The partitions of a list that stays librdkafka's.
    static func partitions(_ list: UnsafePointer<rd_kafka_topic_partition_list_t>?) -> [TopicPartition] {
        unsafe list.map { unsafe elements($0).map { unsafe partition($0) } } ?? []
    }

    private static func elements(
        _ list: UnsafePointer<rd_kafka_topic_partition_list_t>
    ) -> UnsafeBufferPointer<rd_kafka_topic_partition_t> {
        unsafe UnsafeBufferPointer(start: list.pointee.elems, count: Int(list.pointee.cnt))
    }

    private static func partition(_ element: rd_kafka_topic_partition_t) -> TopicPartition {
        unsafe TopicPartition(topic: String(cString: element.topic), partition: element.partition)
    }
}
