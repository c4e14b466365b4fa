// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension Notifier {
    /// Sends a notification and waits for the broker.
    ///
    /// - Parameters:
    ///   - priority: the priority, which also selects the Kafka topic.
    ///   - eventType: what happened, such as `compute.instance.create.end`.
    ///   - payload: the payload; an object keeps the order of its members.
    ///   - context: the request's context, which goes out as it is: without secrets.
    /// - Returns: where it is.
    /// - Throws: as ``send(_:)``.
    @discardableResult
    public func notify(
        _ priority: NotificationPriority,
        _ eventType: String,
        payload: JSONValue,
        context: JSONValue = [:]
    ) async throws(NotificationError) -> NotificationReceipt {
        let header = header(priority, eventType, context)
        return try await send(header) { writer throws(WireError) in try writer.write(header, payload: payload) }
    }

    /// Queues a notification and returns at once.
    ///
    /// - Throws: as ``post(_:)``.
    public func post(
        _ priority: NotificationPriority,
        _ eventType: String,
        payload: JSONValue,
        context: JSONValue = [:]
    ) throws(NotificationError) {
        let header = header(priority, eventType, context)
        try post(header) { writer throws(WireError) in try writer.write(header, payload: payload) }
    }

    /// Sends a notification with a payload of any type, and waits for the broker.
    ///
    /// - Parameters:
    ///   - priority: the priority, which also selects the Kafka topic.
    ///   - eventType: what happened, such as `compute.instance.create.end`.
    ///   - payload: the payload, encoded straight into the record.
    ///   - context: the request's context, which goes out as it is: without secrets.
    /// - Returns: where it is.
    /// - Throws: as ``send(_:)``.
    @_disfavoredOverload
    @discardableResult
    public func notify(
        _ priority: NotificationPriority,
        _ eventType: String,
        payload: some Encodable,
        context: JSONValue = [:]
    ) async throws(NotificationError) -> NotificationReceipt {
        let header = header(priority, eventType, context)
        return try await send(header) { writer throws(WireError) in try writer.write(header, payload: payload) }
    }

    /// Queues a notification with a payload of any type and returns at once.
    ///
    /// - Throws: as ``post(_:)``.
    @_disfavoredOverload
    public func post(
        _ priority: NotificationPriority,
        _ eventType: String,
        payload: some Encodable,
        context: JSONValue = [:]
    ) throws(NotificationError) {
        let header = header(priority, eventType, context)
        try post(header) { writer throws(WireError) in try writer.write(header, payload: payload) }
    }

    func header(_ priority: NotificationPriority, _ eventType: String, _ context: JSONValue) -> MessageHeader {
        MessageHeader(publisherID: publisherID, eventType: eventType, priority: priority, context: context)
    }
}
