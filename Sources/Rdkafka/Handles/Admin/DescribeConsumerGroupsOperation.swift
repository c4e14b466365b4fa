// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

struct DescribeConsumerGroupsOperation: AdminOperation {
    let groups: [String]

    var name: String { "describing consumer groups" }

    func submit(_ request: borrowing AdminRequest) {
        var names = CStrings(groups)
        let (client, options, queue) = unsafe (request.client, request.options, request.queue)
        unsafe names.with { unsafe rd_kafka_DescribeConsumerGroups(client, $0, $1, options, queue) }
    }

    func answer(_ event: borrowing EventHandle) -> [String: Result<ConsumerGroupDescription, KafkaError>] {
        let result = unsafe rd_kafka_event_DescribeConsumerGroups_result(event.pointer)
        let pairs = unsafe AdminArray.elements({ unsafe rd_kafka_DescribeConsumerGroups_result_groups(result, $0) }).map
        {
            unsafe Self.group($0)
        }
        return Dictionary(pairs) { _, last in last }
    }

    private static func group(_ group: OpaquePointer) -> (String, Result<ConsumerGroupDescription, KafkaError>) {
        let name = unsafe String(c: rd_kafka_ConsumerGroupDescription_group_id(group)) ?? ""
        let error = unsafe rd_kafka_ConsumerGroupDescription_error(group)
        if let error = unsafe KafkaError.reading(error, "describing consumer group \(name)") {
            return (name, .failure(error))
        }
        let members = unsafe (0..<rd_kafka_ConsumerGroupDescription_member_count(group)).compactMap { index in
            unsafe rd_kafka_ConsumerGroupDescription_member(group, index).map { unsafe Self.member($0) }
        }
        let description = unsafe ConsumerGroupDescription(
            groupID: name,
            isSimple: rd_kafka_ConsumerGroupDescription_is_simple_consumer_group(group) != 0,
            state: ConsumerGroupState(rd_kafka_ConsumerGroupDescription_state(group)),
            type: ConsumerGroupType(crdkafka_group_description_type(group)),
            partitionAssignor: String(c: rd_kafka_ConsumerGroupDescription_partition_assignor(group)) ?? "",
            coordinator: BrokerDescription(rd_kafka_ConsumerGroupDescription_coordinator(group)),
            members: members)
        return (name, .success(description))
    }

    private static func member(_ member: OpaquePointer) -> ConsumerGroupMember {
        let assignment = unsafe rd_kafka_MemberDescription_assignment(member)
        let partitions = unsafe assignment.map { unsafe rd_kafka_MemberAssignment_partitions($0) }
        let target = unsafe crdkafka_member_target_assignment(member)
        return unsafe ConsumerGroupMember(
            memberID: String(c: rd_kafka_MemberDescription_consumer_id(member)) ?? "",
            groupInstanceID: String(c: rd_kafka_MemberDescription_group_instance_id(member)),
            clientID: String(c: rd_kafka_MemberDescription_client_id(member)) ?? "",
            host: String(c: rd_kafka_MemberDescription_host(member)) ?? "",
            assignment: PartitionList.partitions(partitions ?? nil).sorted(),
            targetAssignment: target.map { unsafe PartitionList.partitions($0).sorted() })
    }
}
