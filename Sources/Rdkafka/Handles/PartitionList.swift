// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
internal import Glibc

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

    /// Partitions with a number each: an offset, or what else librdkafka takes in its place.
    init(_ offsets: some Sequence<(key: TopicPartition, value: Int64)>) {
        self.init(capacity: offsets.underestimatedCount)
        for (partition, offset) in offsets {
            unsafe rd_kafka_topic_partition_list_add(pointer, partition.topic, partition.partition)
                .pointee.offset = offset
        }
    }

    init(_ offsets: [TopicPartitionOffset]) {
        self.init(capacity: offsets.count)
        for each in offsets { add(each) }
    }

    deinit {
        unsafe rd_kafka_topic_partition_list_destroy(pointer)
    }

    private func add(_ each: TopicPartitionOffset) {
        let partition = each.topicPartition
        guard let element = unsafe rd_kafka_topic_partition_list_add(pointer, partition.topic, partition.partition)
        else { return }
        unsafe element.pointee.offset = each.offset
        if let epoch = each.leaderEpoch { unsafe crdkafka_partition_set_leader_epoch(element, epoch) }
        // The list frees it.
        if let metadata = each.metadata, let copy = unsafe strdup(metadata) {
            unsafe element.pointee.metadata = UnsafeMutableRawPointer(copy)
            unsafe element.pointee.metadata_size = strlen(copy)
        }
    }

    var partitions: [TopicPartition] {
        unsafe Self.partitions(pointer)
    }

    /// The topics, of a list that is about topics.
    var topics: [String] {
        partitions.map(\.topic)
    }

    /// The partitions that librdkafka has noted an error for.
    var errors: [(TopicPartition, rd_kafka_resp_err_t)] {
        unsafe Self.elements(pointer).compactMap { element in
            unsafe element.err == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : (Self.partition(element), element.err)
        }
    }

    /// What librdkafka has noted for each partition.
    var results: [PartitionResult] {
        unsafe Self.results(pointer)
    }

    /// The partitions of a list that stays librdkafka's.
    static func partitions(_ list: UnsafePointer<rd_kafka_topic_partition_list_t>?) -> [TopicPartition] {
        unsafe list.map { unsafe elements($0).map { unsafe partition($0) } } ?? []
    }

    /// What is noted in a list that stays librdkafka's.
    static func results(_ list: UnsafePointer<rd_kafka_topic_partition_list_t>?) -> [PartitionResult] {
        unsafe list.map { unsafe elements($0).map { unsafe result($0) } } ?? []
    }

    private static func result(_ element: rd_kafka_topic_partition_t) -> PartitionResult {
        var copy = unsafe element
        let epoch = unsafe crdkafka_partition_leader_epoch(&copy)
        let metadata = unsafe UnsafeRawBufferPointer(start: element.metadata, count: element.metadata_size)
        let offset = unsafe TopicPartitionOffset(
            partition(element), offset: element.offset, leaderEpoch: epoch < 0 ? nil : epoch,
            metadata: metadata.isEmpty ? nil : String(decoding: metadata, as: UTF8.self))
        return unsafe PartitionResult(offset: offset, error: element.err)
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

/// What librdkafka noted for a partition of a list.
struct PartitionResult: Sendable {
    let offset: TopicPartitionOffset
    let error: rd_kafka_resp_err_t

    var partition: TopicPartition { offset.topicPartition }
}
