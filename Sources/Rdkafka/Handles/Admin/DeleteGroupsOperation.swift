// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

struct DeleteGroupsOperation: AdminOperation {
    let groups: [String]

    var name: String { "deleting groups" }

    func submit(_ request: borrowing AdminRequest) {
        var objects = unsafe AdminObjects { unsafe rd_kafka_DeleteGroup_destroy($0) }
        for group in groups { unsafe objects.append(rd_kafka_DeleteGroup_new(group)) }
        let (client, options, queue) = unsafe (request.client, request.options, request.queue)
        unsafe objects.with { unsafe rd_kafka_DeleteGroups(client, $0, $1, options, queue) }
    }

    func answer(_ event: borrowing EventHandle) -> [String: Result<Void, KafkaError>] {
        let result = unsafe rd_kafka_event_DeleteGroups_result(event.pointer)
        let pairs = unsafe AdminArray.elements({ unsafe rd_kafka_DeleteGroups_result_groups(result, $0) }).map {
            group in
            let name = unsafe String(c: rd_kafka_group_result_name(group)) ?? ""
            let error = unsafe KafkaError.reading(rd_kafka_group_result_error(group), "deleting group \(name)")
            return (name, error.map { Result<Void, KafkaError>.failure($0) } ?? .success(()))
        }
        return Dictionary(pairs) { _, last in last }
    }
}
