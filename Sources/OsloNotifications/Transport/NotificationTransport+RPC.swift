// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension NotificationTransport {
    /// Always throws: this driver does notifications only.
    ///
    /// oslo.messaging's RPC calls need a transport that carries answers, such as RabbitMQ.
    ///
    /// - Throws: `notificationsOnly`.
    public func call(_ method: String, target: NotificationTarget) throws(NotificationError) -> Never {
        throw .rpc("the call of \"\(method)\"")
    }

    /// Always throws: this driver does notifications only.
    ///
    /// - Throws: `notificationsOnly`.
    public func cast(_ method: String, target: NotificationTarget) throws(NotificationError) -> Never {
        throw .rpc("the cast of \"\(method)\"")
    }
}

extension NotificationError {
    static func rpc(_ what: String) -> NotificationError {
        NotificationError(
            .notificationsOnly, "\(what) is RPC: this driver does notifications only, it publishes and subscribes")
    }
}
