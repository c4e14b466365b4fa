// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Changes payloads and contexts on their way out and in, as oslo.messaging's `Serializer` does.
///
/// Give the same to ``NotifierOptions/serializer`` and ``ListenerOptions/serializer``. Each method returns what it gets
/// unless it is implemented.
public protocol NotificationSerializer: Sendable {
    /// Makes what stands in the message of a payload.
    ///
    /// - Parameters:
    ///   - payload: what is sent.
    ///   - context: the notification's context, before ``serialize(context:)``.
    func serialize(payload: JSONValue, context: JSONValue) throws -> JSONValue

    /// Makes what stands in the message of a context.
    func serialize(context: JSONValue) throws -> JSONValue

    /// Makes a payload of what stands in the message.
    ///
    /// - Parameters:
    ///   - payload: what stands in the message.
    ///   - context: the notification's context, after ``deserialize(context:)``.
    func deserialize(payload: JSONValue, context: JSONValue) throws -> JSONValue

    /// Makes a context of what stands in the message.
    func deserialize(context: JSONValue) throws -> JSONValue
}

extension NotificationSerializer {
    /// The payload as it is.
    public func serialize(payload: JSONValue, context: JSONValue) throws -> JSONValue { payload }

    /// The context as it is.
    public func serialize(context: JSONValue) throws -> JSONValue { context }

    /// The payload as it is.
    public func deserialize(payload: JSONValue, context: JSONValue) throws -> JSONValue { payload }

    /// The context as it is.
    public func deserialize(context: JSONValue) throws -> JSONValue { context }
}
