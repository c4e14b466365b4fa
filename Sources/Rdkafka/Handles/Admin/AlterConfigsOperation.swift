// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Replaces all that is set of a resource.
struct AlterConfigsOperation: AdminOperation {
    let configs: [ConfigResource: [String: String]]
    let validateOnly: Bool

    var name: String { "altering configs" }

    func submit(_ request: borrowing AdminRequest) throws(KafkaError) {
        if validateOnly { try request.setValidateOnly() }
        var objects = unsafe AdminObjects { unsafe rd_kafka_ConfigResource_destroy($0) }
        for (resource, entries) in configs {
            let object = unsafe try resource.object()
            unsafe objects.append(object)
            for (name, value) in entries {
                let error = unsafe rd_kafka_ConfigResource_set_config(object, name, value)
                guard error == RD_KAFKA_RESP_ERR_NO_ERROR else {
                    throw .librdkafka(error, "\(resource), config \(name)")
                }
            }
        }
        let (client, options, queue) = unsafe (request.client, request.options, request.queue)
        unsafe objects.with { unsafe rd_kafka_AlterConfigs(client, $0, $1, options, queue) }
    }

    func answer(_ event: borrowing EventHandle) -> [ConfigResource: Result<Void, KafkaError>] {
        let result = unsafe rd_kafka_event_AlterConfigs_result(event.pointer)
        return unsafe ConfigResource.results(
            "altering configs", { unsafe rd_kafka_AlterConfigs_result_resources(result, $0) }, { _ in })
    }
}
