// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A topic of notifications, as oslo.messaging's `Target` names it.
public struct NotificationTarget: Sendable, Hashable {
    /// The topic, to which the priority is added to make the Kafka topic.
    public let topic: String
    /// The exchange of other transports. It has no meaning on Kafka, as with oslo.messaging.
    public let exchange: String?

    /// A target.
    public init(topic: String, exchange: String? = nil) {
        self.topic = topic
        self.exchange = exchange
    }

    /// A target by all that oslo.messaging's has.
    ///
    /// - Throws: `notificationsOnly` when something is set that only RPC has: a server, a namespace, a version, a
    ///   fan-out.
    public init(
        topic: String,
        exchange: String? = nil,
        server: String?,
        namespace: String? = nil,
        version: String? = nil,
        fanout: Bool? = nil
    ) throws(NotificationError) {
        let ofRPC = [
            ("server", server), ("namespace", namespace), ("version", version), ("fanout", fanout.map { "\($0)" }),
        ]
        for case (let name, let value?) in ofRPC {
            throw .rpc("a target for \"\(topic)\" with \(name)=\"\(value)\"")
        }
        self.init(topic: topic, exchange: exchange)
    }
}

extension NotificationTarget: ExpressibleByStringLiteral {
    /// The target of a topic.
    public init(stringLiteral topic: String) {
        self.init(topic: topic)
    }
}
