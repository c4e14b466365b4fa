// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension Notifier {
    /// Sends a notification and waits for the broker.
    ///
    /// - Parameters:
    ///   - priority: the priority, which also selects the Kafka topic.
    ///   - eventType: what happened, such as `compute.instance.create.end`.
    ///   - payload: the payload; an object keeps the order of its members.
    ///   - context: the request's context.
    ///   - timeout: how long it may take, room in a full queue included; nil is as long as it takes, which
    ///     `message.timeout.ms` limits once it is queued.
    /// - Returns: where it is.
    /// - Throws: as ``send(_:timeout:)``.
    @discardableResult
    public func notify(
        _ priority: NotificationPriority,
        _ eventType: String,
        payload: JSONValue,
        context: NotificationContext = .none,
        timeout: Duration? = nil
    ) async throws(NotificationError) -> NotificationReceipt {
        let header = header(priority, eventType, context)
        guard let serializer = maker.options.serializer else {
            return try await send(header, timeout) { writer throws(WireError) in
                try writer.write(header, payload: payload)
            }
        }
        return try await send(try serializer.outgoing(header, payload), timeout: timeout)
    }

    /// Queues a notification and returns at once.
    ///
    /// - Throws: as ``post(_:)``.
    public func post(
        _ priority: NotificationPriority,
        _ eventType: String,
        payload: JSONValue,
        context: NotificationContext = .none
    ) throws(NotificationError) {
        let header = header(priority, eventType, context)
        guard let serializer = maker.options.serializer else {
            return try post(header) { writer throws(WireError) in try writer.write(header, payload: payload) }
        }
        try post(try serializer.outgoing(header, payload))
    }

    /// Sends a notification with a payload of any type, and waits for the broker.
    ///
    /// - Parameters:
    ///   - priority: the priority, which also selects the Kafka topic.
    ///   - eventType: what happened, such as `compute.instance.create.end`.
    ///   - payload: the payload, encoded straight into the record.
    ///   - context: the request's context.
    ///   - timeout: how long it may take, room in a full queue included.
    /// - Returns: where it is.
    /// - Throws: as ``send(_:timeout:)``.
    @_disfavoredOverload
    @discardableResult
    public func notify(
        _ priority: NotificationPriority,
        _ eventType: String,
        payload: some Encodable,
        context: NotificationContext = .none,
        timeout: Duration? = nil
    ) async throws(NotificationError) -> NotificationReceipt {
        guard maker.options.serializer == nil else {
            let tree = try tree(payload, eventType)
            return try await notify(priority, eventType, payload: tree, context: context, timeout: timeout)
        }
        let header = header(priority, eventType, context)
        return try await send(header, timeout) { writer throws(WireError) in
            try writer.write(header, payload: payload)
        }
    }

    /// Queues a notification with a payload of any type and returns at once.
    ///
    /// - Throws: as ``post(_:)``.
    @_disfavoredOverload
    public func post(
        _ priority: NotificationPriority,
        _ eventType: String,
        payload: some Encodable,
        context: NotificationContext = .none
    ) throws(NotificationError) {
        guard maker.options.serializer == nil else {
            return try post(priority, eventType, payload: try tree(payload, eventType), context: context)
        }
        let header = header(priority, eventType, context)
        try post(header) { writer throws(WireError) in try writer.write(header, payload: payload) }
    }

    private func header(
        _ priority: NotificationPriority,
        _ eventType: String,
        _ context: NotificationContext
    ) -> MessageHeader {
        MessageHeader(publisherID: publisherID, eventType: eventType, priority: priority, context: context.value)
    }

    private func tree(_ payload: some Encodable, _ eventType: String) throws(NotificationError) -> JSONValue {
        do {
            return try JSONValue(encoding: payload, coding: maker.options.payloadCoding)
        } catch {
            throw NotificationError(error, .unencodable, "notification \(eventType)")
        }
    }
}

extension NotificationSerializer {
    fileprivate func outgoing(
        _ header: MessageHeader,
        _ payload: JSONValue
    ) throws(NotificationError) -> OutgoingMessage {
        do {
            var header = header
            let payload = try serialize(payload: payload, context: header.context)
            header.context = try serialize(context: header.context)
            return OutgoingMessage(header: header, payload: payload)
        } catch {
            throw NotificationError(
                .unencodable, "notification \(header.eventType): its serializer threw \(type(of: error))")
        }
    }
}
