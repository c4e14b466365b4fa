// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension Notifier {
    /// Sends a notification of priority ``NotificationPriority/audit`` with a payload of any type and waits for the broker.
    @_disfavoredOverload
    @discardableResult
    public func audit(
        _ eventType: String,
        payload: some Encodable,
        context: NotificationContext = .none,
        timeout: Duration? = nil
    ) async throws(NotificationError) -> NotificationReceipt {
        try await notify(.audit, eventType, payload: payload, context: context, timeout: timeout)
    }

    /// Sends a notification of priority ``NotificationPriority/debug`` with a payload of any type and waits for the broker.
    @_disfavoredOverload
    @discardableResult
    public func debug(
        _ eventType: String,
        payload: some Encodable,
        context: NotificationContext = .none,
        timeout: Duration? = nil
    ) async throws(NotificationError) -> NotificationReceipt {
        try await notify(.debug, eventType, payload: payload, context: context, timeout: timeout)
    }

    /// Sends a notification of priority ``NotificationPriority/info`` with a payload of any type and waits for the broker.
    @_disfavoredOverload
    @discardableResult
    public func info(
        _ eventType: String,
        payload: some Encodable,
        context: NotificationContext = .none,
        timeout: Duration? = nil
    ) async throws(NotificationError) -> NotificationReceipt {
        try await notify(.info, eventType, payload: payload, context: context, timeout: timeout)
    }

    /// Sends a notification of priority ``NotificationPriority/warn`` with a payload of any type and waits for the broker.
    @_disfavoredOverload
    @discardableResult
    public func warn(
        _ eventType: String,
        payload: some Encodable,
        context: NotificationContext = .none,
        timeout: Duration? = nil
    ) async throws(NotificationError) -> NotificationReceipt {
        try await notify(.warn, eventType, payload: payload, context: context, timeout: timeout)
    }

    /// Sends a notification of priority ``NotificationPriority/warn`` with a payload of any type and waits for the broker. The same as `warn`: there is no "warning" on the wire.
    @_disfavoredOverload
    @discardableResult
    public func warning(
        _ eventType: String,
        payload: some Encodable,
        context: NotificationContext = .none,
        timeout: Duration? = nil
    ) async throws(NotificationError) -> NotificationReceipt {
        try await notify(.warn, eventType, payload: payload, context: context, timeout: timeout)
    }

    /// Sends a notification of priority ``NotificationPriority/error`` with a payload of any type and waits for the broker.
    @_disfavoredOverload
    @discardableResult
    public func error(
        _ eventType: String,
        payload: some Encodable,
        context: NotificationContext = .none,
        timeout: Duration? = nil
    ) async throws(NotificationError) -> NotificationReceipt {
        try await notify(.error, eventType, payload: payload, context: context, timeout: timeout)
    }

    /// Sends a notification of priority ``NotificationPriority/critical`` with a payload of any type and waits for the broker.
    @_disfavoredOverload
    @discardableResult
    public func critical(
        _ eventType: String,
        payload: some Encodable,
        context: NotificationContext = .none,
        timeout: Duration? = nil
    ) async throws(NotificationError) -> NotificationReceipt {
        try await notify(.critical, eventType, payload: payload, context: context, timeout: timeout)
    }

    /// Sends a notification of priority ``NotificationPriority/sample`` with a payload of any type and waits for the broker.
    @_disfavoredOverload
    @discardableResult
    public func sample(
        _ eventType: String,
        payload: some Encodable,
        context: NotificationContext = .none,
        timeout: Duration? = nil
    ) async throws(NotificationError) -> NotificationReceipt {
        try await notify(.sample, eventType, payload: payload, context: context, timeout: timeout)
    }
}
