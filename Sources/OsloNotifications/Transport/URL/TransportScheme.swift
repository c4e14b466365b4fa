// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What the scheme of a transport URL may be.
enum TransportScheme {
    static let kafka = "kafka"

    /// Schemes of transports in the memory of the process; `fake` is oslo.messaging's.
    static let memory = ["memory", "fake", "test"]

    static let allowed = [kafka] + memory

    /// Schemes of oslo.messaging, now or once, whose transports carry RPC.
    static let rpc: Set<String> = [
        "rabbit", "kombu", "amqp", "amqps", "amqp1", "qpid", "zmq", "pika", "proton",
    ]

    static func check(_ scheme: String, option: String?) throws(NotificationError) {
        let driver = scheme.prefix { $0 != "+" }
        if allowed.contains(String(driver)) { return }
        let names = ErrorText.list(allowed.map { "\($0)://" })
        if rpc.contains(String(driver)) {
            throw NotificationError(
                .notificationsOnly,
                "\(option ?? "the transport URL") has the scheme \(ErrorText.quoted(scheme)), an RPC transport; "
                    + "this driver carries notifications only, over Kafka; allowed: \(names)",
                option: option
            )
        }
        throw NotificationError(
            .invalidTransportURL,
            "\(option ?? "the transport URL") has the unknown scheme \(ErrorText.quoted(scheme)); allowed: \(names)",
            option: option
        )
    }
}
