// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

struct ListConsumerGroupsOperation: AdminOperation {
    var name: String { "listing consumer groups" }

    func submit(_ request: borrowing AdminRequest) {
        unsafe rd_kafka_ListConsumerGroups(request.client, request.options, request.queue)
    }

    func answer(_ event: borrowing EventHandle) throws(KafkaError) -> ConsumerGroupListings {
        let result = unsafe rd_kafka_event_ListConsumerGroups_result(event.pointer)
        let groups = unsafe AdminArray.elements({ unsafe rd_kafka_ListConsumerGroups_result_valid(result, $0) }).map {
            group in
            unsafe ConsumerGroupListing(
                groupID: String(c: rd_kafka_ConsumerGroupListing_group_id(group)) ?? "",
                isSimple: rd_kafka_ConsumerGroupListing_is_simple_consumer_group(group) != 0,
                state: ConsumerGroupState(rd_kafka_ConsumerGroupListing_state(group)),
                type: ConsumerGroupType(crdkafka_group_listing_type(group)))
        }
        let errors = unsafe AdminArray.elements({ unsafe rd_kafka_ListConsumerGroups_result_errors(result, $0) }).map {
            error in
            unsafe KafkaError.reading(error, name)
        }
        let found = errors.compactMap { $0 }
        // Nothing but errors is no list.
        if groups.isEmpty, let error = found.first { throw error }
        return ConsumerGroupListings(
            groups: groups.sorted { $0.groupID < $1.groupID }, errors: found)
    }
}

extension ConsumerGroupState {
    init(_ state: rd_kafka_consumer_group_state_t) {
        self.init(rawValue: unsafe String(c: rd_kafka_consumer_group_state_name(state)) ?? "Unknown")
    }
}

extension ConsumerGroupType {
    /// Nil where librdkafka does not know it.
    init?(_ name: UnsafePointer<CChar>?) {
        guard let name = unsafe String(c: name), name != "Unknown" else { return nil }
        self.init(rawValue: name)
    }
}
