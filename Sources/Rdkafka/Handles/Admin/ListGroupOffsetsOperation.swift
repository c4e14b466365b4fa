// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Lists the offsets that a group has committed.
struct ListGroupOffsetsOperation: AdminOperation {
    let group: String
    /// Nil: all that there are.
    let partitions: [TopicPartition]?
    let requiresStable: Bool

    var name: String { "listing offsets of group \(group)" }

    func submit(_ request: borrowing AdminRequest) throws(KafkaError) {
        if requiresStable,
            let error = unsafe rd_kafka_AdminOptions_set_require_stable_offsets(request.options, 1)
        {
            throw unsafe .consuming(error, name)
        }
        var objects = unsafe AdminObjects { unsafe rd_kafka_ListConsumerGroupOffsets_destroy($0) }
        if let partitions {
            let list = PartitionList(partitions)
            unsafe objects.append(rd_kafka_ListConsumerGroupOffsets_new(group, list.pointer))
        } else {
            unsafe objects.append(rd_kafka_ListConsumerGroupOffsets_new(group, nil))
        }
        let (client, options, queue) = unsafe (request.client, request.options, request.queue)
        unsafe objects.with { unsafe rd_kafka_ListConsumerGroupOffsets(client, $0, $1, options, queue) }
    }

    func answer(
        _ event: borrowing EventHandle
    ) throws(KafkaError) -> [TopicPartition: Result<CommittedGroupOffset?, KafkaError>] {
        let result = unsafe rd_kafka_event_ListConsumerGroupOffsets_result(event.pointer)
        return unsafe try AdminAnswers.groupPartitions(
            name, { unsafe rd_kafka_ListConsumerGroupOffsets_result_groups(result, $0) },
            { unsafe CommittedGroupOffset($0) })
    }
}

extension CommittedGroupOffset {
    /// Nil where nothing is committed.
    fileprivate init?(_ element: rd_kafka_topic_partition_t) {
        guard unsafe element.offset >= 0 else { return nil }
        let metadata = unsafe UnsafeRawBufferPointer(start: element.metadata, count: element.metadata_size)
        unsafe self.init(
            offset: element.offset,
            leaderEpoch: ListedOffset.leaderEpoch(element),
            metadata: String(decoding: metadata, as: UTF8.self))
    }
}
