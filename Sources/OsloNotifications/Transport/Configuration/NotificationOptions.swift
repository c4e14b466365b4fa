// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The options of the sections `DEFAULT` and `oslo_messaging_notifications`.
///
/// Names, types and defaults are those of oslo.messaging 18.3.1, but for the default of `driver`.
enum NotificationOptions {
    static let commonTransportURL = TypedOption.text(
        .common, "transport_url", default: "",
        help: "Where the brokers are, when oslo_messaging_notifications.transport_url is not set."
    )

    static let controlExchange = TypedOption.text(
        .common, "control_exchange", default: "openstack",
        help: "The exchange that scopes topics on other transports. It has no meaning on Kafka."
    )

    static let executorThreadPoolSize = TypedOption.integer(
        .common, "executor_thread_pool_size", in: 1...65_536, default: 64,
        help: "Accepted and has no effect: a listener handles each of its partitions beside the others.",
        deprecated: ["DEFAULT.rpc_thread_pool_size"]
    )

    static let drivers = TypedOption.list(
        .notifications, "driver", default: ["messagingv2"],
        help:
            "What a notification is given to: messagingv2, messaging, which is the same, log, noop, test, routing, or "
            + "what the program registers. Python's default is none at all, which drops every notification; "
            + "say noop for that. In a file it may stand several times.",
        deprecated: ["DEFAULT.notification_driver"], isMultiValued: true
    )

    static let transportURL = TypedOption.text(
        .notifications, "transport_url", default: "",
        help: "Where the brokers are: kafka://[user[:password]@]host[:port][,...]/[virtual host][?option=value]. "
            + "The options of the query are those of the section oslo_messaging_kafka.",
        deprecated: ["DEFAULT.notification_transport_url"]
    )

    static let topics = TypedOption.list(
        .notifications, "topics", default: ["notifications"],
        help: "The topics that a notification goes to, each as <topic>.<priority>[.<virtual host>].",
        deprecated: ["DEFAULT.notification_topics", "rpc_notifier2.topics"]
    )

    static let retry = TypedOption.integer(
        .notifications, "retry", in: -1...2_147_483_647, default: -1,
        help: "How often a notification that was not delivered is sent again: -1 until its time is up, 0 never. "
            + "0 turns the idempotent producer off."
    )

    static let routingConfiguration = TypedOption.text(
        .notifications, "routing_config", default: "",
        help: "The file of the driver routing, which needs it: JSON, or YAML where the package's trait YAML is on; "
            + "groups of drivers with their accepted_events and accepted_priorities.",
        deprecated: ["DEFAULT.routing_notifier_config"]
    )
}
