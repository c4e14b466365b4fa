// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// For librdkafka 2.3 and later.
struct ListOffsetsOperation: AdminOperation {
    /// By the special values of Kafka's ListOffsets request.
    let times: [TopicPartition: Int64]
    let isolation: IsolationLevel

    var name: String { "listing offsets" }

    func submit(_ request: borrowing AdminRequest) throws(KafkaError) {
        if let error = unsafe crdkafka_set_isolation_level(request.options, isolation == .readCommitted ? 1 : 0) {
            throw unsafe .consuming(error, name)
        }
        let list = PartitionList(times.map { TopicPartitionOffset($0.key, offset: $0.value) })
        unsafe crdkafka_list_offsets(request.client, list.pointer, request.options, request.queue)
    }

    func answer(_ event: borrowing EventHandle) -> [TopicPartition: Result<ListedOffset, KafkaError>] {
        let pointer = unsafe event.pointer
        let pairs = unsafe AdminArray.elements({ unsafe crdkafka_list_offsets_result(pointer, $0) }).map { info in
            unsafe Self.listed(info)
        }
        return Dictionary(pairs.compactMap { $0 }) { _, last in last }
    }

    private static func listed(_ info: OpaquePointer) -> (TopicPartition, Result<ListedOffset, KafkaError>)? {
        guard let element = unsafe crdkafka_listed_partition(info)?.pointee else { return nil }
        let partition = unsafe TopicPartition(element)
        let timestamp = unsafe crdkafka_listed_timestamp(info)
        let result = unsafe KafkaError.result(element.err, nil, "listing offsets of \(partition)")
        return (
            partition,
            result.map {
                unsafe ListedOffset(
                    offset: element.offset < 0 ? nil : element.offset, timestamp: timestamp < 0 ? nil : timestamp,
                    leaderEpoch: ListedOffset.leaderEpoch(element))
            }
        )
    }
}
