// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension ConfigResource {
    /// What an answer is about; nil for a kind that is not known here.
    init?(_ object: OpaquePointer) {
        let name = unsafe String(c: rd_kafka_ConfigResource_name(object)) ?? ""
        switch unsafe rd_kafka_ConfigResource_type(object) {
        case RD_KAFKA_RESOURCE_TOPIC: self = .topic(name)
        case RD_KAFKA_RESOURCE_GROUP: self = .group(name)
        case RD_KAFKA_RESOURCE_BROKER:
            guard let id = Int32(name) else { return nil }
            self = .broker(id)
        default: return nil
        }
    }

    /// A new object for a request.
    func object() throws(KafkaError) -> OpaquePointer {
        let object =
            switch self {
            case .topic(let name): unsafe rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, name)
            case .group(let name): unsafe rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_GROUP, name)
            case .broker(let id): unsafe rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_BROKER, String(id))
            }
        guard let object = unsafe object else { throw KafkaError(.invalidArgument, "\(self) has no name") }
        return unsafe object
    }

    /// What became of each resource of a request.
    static func results<Value>(
        _ doing: String,
        _ array: (UnsafeMutablePointer<Int>) -> UnsafeMutablePointer<OpaquePointer?>?,
        _ value: (OpaquePointer) -> Value
    ) -> [ConfigResource: Result<Value, KafkaError>] {
        var answers: [ConfigResource: Result<Value, KafkaError>] = [:]
        let pairs = unsafe AdminArray.elements(array).map { object -> (ConfigResource, Result<Value, KafkaError>)? in
            guard let resource = unsafe ConfigResource(object) else { return nil }
            let text = unsafe String(c: rd_kafka_ConfigResource_error_string(object))
            let result = unsafe KafkaError.result(
                rd_kafka_ConfigResource_error(object), text, "\(doing) of \(resource)")
            return (resource, result.map { unsafe value(object) })
        }
        for case (let resource, let result)? in pairs { answers[resource] = result }
        return answers
    }
}
