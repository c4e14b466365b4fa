// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

// snippet.show
import OsloNotifications

struct Instance: Codable {
    var id: Int
    var state: String

    enum CodingKeys: String, CodingKey {
        case id = "instance_id"
        case state
    }
}

let transport = try NotificationTransport(configuration: [
    "transport_url": "kafka://kafka1:9092,kafka2:9092/",
    "oslo_messaging_notifications.topics": "notifications",
    "oslo_messaging_kafka.producer_batch_timeout": "0.005",
    "oslo_messaging_kafka.compression_codec": "zstd",
    "rdkafka.message.max.bytes": "2000000",  // any property of librdkafka
])

let notifier = Notifier(transport: transport, publisherID: "compute.host1")

// Returns when the broker has it, with partition and offset.
let receipt = try await notifier.info(
    "compute.instance.create.end", payload: ["instance_id": 12, "state": "active"])

// Returns at once; any Encodable is a payload.
try notifier.post(
    .info, "compute.instance.create.start", payload: Instance(id: 12, state: "building"))

let listener = try NotificationListener(transport: transport, targets: ["notifications"], pool: "billing") {
    On(.info, .error, matching: .eventType("^compute\\.")) { notification in
        let instance = try notification.payload(as: Instance.self)
        try await bill(instance)
        return .handled  // or .requeue; an error that is thrown means .requeue
    }
}
try await listener.run()

await transport.close()
// snippet.hide

func bill(_ instance: Instance) async throws {}
