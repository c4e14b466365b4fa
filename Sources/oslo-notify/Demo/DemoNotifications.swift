// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// One notification of each priority, as a compute service sends them: versioned objects in an envelope of their own.
enum DemoNotifications {
    static var all: [OutgoingMessage] {
        [
            message(.audit, "instance.exists", "InstanceExistsPayload", DemoInstance.members + auditPeriod),
            message(.debug, "instance.update", "InstanceUpdatePayload", DemoInstance.members + stateUpdate),
            message(.info, "instance.create.end", "InstanceCreatePayload", DemoInstance.members + creation),
            message(.warn, "instance.live_migration_abort.end", "InstanceActionPayload", DemoInstance.members),
            message(.error, "instance.create.error", "InstanceCreatePayload", DemoInstance.members + fault),
            message(.critical, "service.update", "ServiceStatusPayload", service),
            message(.sample, "metrics.update", "MetricsPayload", metrics),
        ]
    }

    private static func message(
        _ priority: NotificationPriority, _ eventType: String, _ type: String, _ members: [(String, JSONValue)]
    ) -> OutgoingMessage {
        OutgoingMessage(
            header: MessageHeader(
                publisherID: "nova-compute:host1", eventType: eventType, priority: priority, context: context),
            payload: DemoInstance.versioned(type, members))
    }

    private static let context: JSONValue = [
        "request_id": "req-5b6c791d-5709-4f36-8fbe-c3e02869e35d", "project_id": "6f70656e737461636b20342065766572",
        "user_id": "fake", "is_admin": false, "read_only": false,
    ]

    private static let auditPeriod: [(String, JSONValue)] = [
        (
            "audit_period",
            DemoInstance.versioned(
                "AuditPeriodPayload",
                [
                    ("audit_period_beginning", "2012-10-01T00:00:00Z"),
                    ("audit_period_ending", "2012-10-29T13:42:11Z"),
                ])
        ),
        ("bandwidth", []),
    ]

    private static let stateUpdate: [(String, JSONValue)] = [
        (
            "state_update",
            DemoInstance.versioned(
                "InstanceStateUpdatePayload",
                [
                    ("old_state", "building"), ("state", "active"), ("old_task_state", "spawning"),
                    ("new_task_state", nil),
                ])
        ),
        ("old_display_name", nil),
    ]

    private static let creation: [(String, JSONValue)] = [
        ("fault", nil), ("keypairs", []), ("tags", ["tag1"]), ("trusted_image_certificates", nil),
        ("instance_name", "instance-00000001"),
    ]

    private static let fault: [(String, JSONValue)] = [
        (
            "fault",
            DemoInstance.versioned(
                "ExceptionPayload",
                [
                    ("exception", "FlavorDiskTooSmall"),
                    ("exception_message", "The created instance's disk would be too small."),
                    ("function_name", "_build_resources"), ("module_name", "nova.compute.manager"),
                ])
        )
    ]

    private static let service: [(String, JSONValue)] = [
        ("host", "host1"), ("binary", "nova-compute"), ("topic", "compute"), ("report_count", 9_007_199_254_740_993),
        ("disabled", false), ("disabled_reason", nil), ("availability_zone", nil), ("forced_down", true),
        ("last_seen_up", "2012-10-29T13:42:05Z"), ("version", 66),
    ]

    private static let metrics: [(String, JSONValue)] = [
        ("host", "host1"), ("host_ip", "10.0.0.1"), ("nodename", "fake-mini"),
        (
            "metrics",
            [
                DemoInstance.versioned(
                    "MetricPayload",
                    [
                        ("name", "cpu.user.percent"), ("value", 0.1), ("timestamp", "2012-10-29T13:42:11Z"),
                        ("source", "libvirt.LibvirtDriver"), ("numa_membw_values", nil),
                    ])
            ]
        ),
    ]
}
