// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a notification says of the request that it belongs to (`_context`).
///
/// A ``RequestContext`` goes out without its secrets. A dictionary goes out as it is, which has to be asked for: by
/// writing it down as a literal, or by ``explicit(_:)``.
public struct NotificationContext: Sendable, Hashable {
    /// What stands in the message.
    public let value: JSONValue

    /// An empty object.
    public static var none: NotificationContext { NotificationContext(value: .object(JSONObject())) }

    /// The context of a request, without its secrets.
    public static func request(_ context: RequestContext) -> NotificationContext {
        NotificationContext(value: context.wireValue)
    }

    /// Any value, as it is. Nothing is taken out of it: see that it has no secrets.
    public static func explicit(_ value: JSONValue) -> NotificationContext {
        NotificationContext(value: value)
    }
}

extension NotificationContext: ExpressibleByDictionaryLiteral {
    /// An object with its members in this order, as it is.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(value: .object(JSONObject(elements)))
    }
}
