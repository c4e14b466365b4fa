// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// For librdkafka 2.2 and later.
struct IncrementalAlterConfigsOperation: AdminOperation {
    let changes: [ConfigResource: [ConfigChange]]
    let validateOnly: Bool

    var name: String { "altering configs" }

    func submit(_ request: borrowing AdminRequest) throws(KafkaError) {
        if validateOnly { try request.setValidateOnly() }
        var objects = unsafe AdminObjects { unsafe rd_kafka_ConfigResource_destroy($0) }
        for (resource, changes) in changes {
            let object = unsafe try resource.object()
            unsafe objects.append(object)
            for change in changes {
                let (operation, value) = change.operation.forLibrdkafka
                if let error = unsafe crdkafka_add_incremental_config(object, change.name, operation, value) {
                    throw unsafe .consuming(error, "\(resource), config \(change.name)")
                }
            }
        }
        let (client, options, queue) = unsafe (request.client, request.options, request.queue)
        unsafe objects.with { unsafe crdkafka_incremental_alter_configs(client, $0, $1, options, queue) }
    }

    func answer(_ event: borrowing EventHandle) -> [ConfigResource: Result<Void, KafkaError>] {
        let pointer = unsafe event.pointer
        return unsafe ConfigResource.results(
            "altering configs", { unsafe crdkafka_incremental_alter_configs_result(pointer, $0) }, { _ in })
    }
}

extension ConfigChange.Operation {
    /// The number of `rd_kafka_AlterConfigOpType_t`, and the value.
    fileprivate var forLibrdkafka: (Int32, String?) {
        switch self {
        case .set(let value): (0, value)
        case .delete: (1, nil)
        case .append(let value): (2, value)
        case .subtract(let value): (3, value)
        }
    }
}
