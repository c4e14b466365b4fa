// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Testing

/// The example of the article on payloads, as it stands there.
@Suite struct VersionedObjectTests {
    /// A payload of nova's versioned notifications.
    struct VersionedObject<Body: Codable & Sendable>: Codable, Sendable {
        enum CodingKeys: String, CodingKey {
            case name = "nova_object.name"
            case namespace = "nova_object.namespace"
            case version = "nova_object.version"
            case body = "nova_object.data"
        }

        var name: String
        var namespace = "nova"
        var version: String
        var body: Body
    }

    struct ServiceStatus: Codable, Sendable, Equatable {
        enum CodingKeys: String, CodingKey {
            case host, binary
            case isDisabled = "disabled"
            case lastSeen = "last_seen_up"
        }

        var host: String
        var binary: String
        var isDisabled: Bool
        var lastSeen: UTCTimestamp?
    }

    @Test func `a versioned object goes out and comes in`() throws {
        let status = ServiceStatus(
            host: "host1", binary: "nova-compute", isDisabled: false, lastSeen: UTCTimestamp("2012-10-29T13:42:05Z"))
        let payload = VersionedObject(name: "ServiceStatusPayload", version: "1.1", body: status)
        var writer = EnvelopeWriter()
        try writer.write(
            MessageHeader(publisherID: "nova-compute:host1", eventType: "service.update"), payload: payload)
        let notification = try EnvelopeReader.read(writer.bytes)
        #expect(
            try notification.payload.description == #"""
                {"nova_object.name": "ServiceStatusPayload", "nova_object.namespace": "nova", \#
                "nova_object.version": "1.1", "nova_object.data": {"host": "host1", "binary": "nova-compute", \#
                "disabled": false, "last_seen_up": "2012-10-29T13:42:05.000000"}}
                """#)
        guard try notification.payload["nova_object.name"] == "ServiceStatusPayload" else { return }
        let received = try notification.payload(as: VersionedObject<ServiceStatus>.self)
        #expect(received.body == status)
        #expect(received.version.hasPrefix("1."))
    }
}
