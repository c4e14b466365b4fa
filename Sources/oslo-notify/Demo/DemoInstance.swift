// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// The part of a payload that all notifications about an instance share.
enum DemoInstance {
    static let members: [(String, JSONValue)] = [
        ("uuid", "178b0921-8f85-4257-88b6-2e743b5a975c"),
        ("display_name", "some-server"),
        ("display_description", "Gerät für Übungen"),
        ("host_name", "some-server"),
        ("host", "host1"),
        ("node", "fake-mini"),
        ("os_type", nil),
        ("architecture", "x86_64"),
        ("availability_zone", "nova"),
        ("tenant_id", "6f70656e737461636b20342065766572"),
        ("user_id", "fake"),
        ("reservation_id", "r-npxv0e40"),
        ("image_uuid", "155d900f-4e14-4e4c-a73d-069cbf4541e6"),
        ("key_name", "my-key"),
        ("flavor", flavor),
        ("state", "active"),
        ("power_state", "running"),
        ("task_state", nil),
        ("progress", 0),
        ("locked", false),
        ("metadata", [:]),
        ("ip_addresses", [address]),
        ("block_devices", []),
        ("created_at", "2012-10-29T13:42:11Z"),
        ("launched_at", "2012-10-29T13:42:11Z"),
        ("updated_at", "2012-10-29T13:42:11Z"),
        ("deleted_at", nil),
        ("terminated_at", nil),
    ]

    /// A versioned object, as its own type says what it is.
    static func versioned(_ type: String, _ members: [(String, JSONValue)]) -> JSONValue {
        [
            "nova_object.name": .string(type), "nova_object.namespace": "nova", "nova_object.version": "1.0",
            "nova_object.data": .object(JSONObject(members)),
        ]
    }

    private static let flavor = versioned(
        "FlavorPayload",
        [
            ("flavorid", "a22d5517-147c-4147-a0d1-e698df5cd4e3"), ("name", "test_flavor"), ("memory_mb", 512),
            ("vcpus", 1), ("root_gb", 1), ("ephemeral_gb", 0), ("swap", 0), ("rxtx_factor", 1.0),
            ("extra_specs", ["hw:watchdog_action": "disabled"]), ("is_public", true), ("disabled", false),
        ])

    private static let address = versioned(
        "IpPayload",
        [
            ("label", "private"), ("mac", "fa:16:3e:4c:2c:30"), ("address", "192.168.1.3"), ("version", 4),
            ("port_uuid", "ce531f90-199f-48c0-816c-13e38010b442"), ("device_name", "tapce531f90-19"), ("meta", [:]),
        ])
}
