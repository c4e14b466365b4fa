// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

struct DescribeConfigsOperation: AdminOperation {
    let resources: [ConfigResource]

    var name: String { "describing configs" }

    func submit(_ request: borrowing AdminRequest) throws(KafkaError) {
        var objects = unsafe AdminObjects { unsafe rd_kafka_ConfigResource_destroy($0) }
        for resource in resources { unsafe objects.append(try resource.object()) }
        let (client, options, queue) = unsafe (request.client, request.options, request.queue)
        unsafe objects.with { unsafe rd_kafka_DescribeConfigs(client, $0, $1, options, queue) }
    }

    func answer(_ event: borrowing EventHandle) -> [ConfigResource: Result<[String: ConfigEntry], KafkaError>] {
        let result = unsafe rd_kafka_event_DescribeConfigs_result(event.pointer)
        return unsafe ConfigResource.results(
            "describing configs", { unsafe rd_kafka_DescribeConfigs_result_resources(result, $0) },
            { object in
                let entries = unsafe AdminArray.elements({ unsafe rd_kafka_ConfigResource_configs(object, $0) }).map {
                    entry in
                    unsafe Self.entry(entry)
                }
                return Dictionary(entries.map { ($0.name, $0) }) { _, last in last }
            })
    }

    private static func entry(_ entry: OpaquePointer) -> ConfigEntry {
        unsafe ConfigEntry(
            name: String(c: rd_kafka_ConfigEntry_name(entry)) ?? "",
            value: String(c: rd_kafka_ConfigEntry_value(entry)),
            source: ConfigSource(rawValue: Int32(bitPattern: rd_kafka_ConfigEntry_source(entry).rawValue)),
            isReadOnly: rd_kafka_ConfigEntry_is_read_only(entry) > 0,
            isDefault: rd_kafka_ConfigEntry_is_default(entry) > 0,
            isSensitive: rd_kafka_ConfigEntry_is_sensitive(entry) > 0,
            synonyms: AdminArray.elements({ unsafe rd_kafka_ConfigEntry_synonyms(entry, $0) }).map { synonym in
                unsafe ConfigSynonym(
                    name: String(c: rd_kafka_ConfigEntry_name(synonym)) ?? "",
                    value: String(c: rd_kafka_ConfigEntry_value(synonym)),
                    source: ConfigSource(rawValue: Int32(bitPattern: rd_kafka_ConfigEntry_source(synonym).rawValue)))
            })
    }
}
