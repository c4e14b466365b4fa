// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import OsloNotifications

extension Ceilometer {
    /// What Ceilometer's publishers send many of in one notification: a ``Sample`` or an ``Event``.
    public protocol Message: Sendable, Hashable {
        /// The topic that Ceilometer publishes to unless told otherwise, without the priority, which is `sample`.
        static var topic: String { get }
        /// The event type of the notification.
        static var eventType: String { get }

        /// Reads a message, without regard to its signature. Members that it doesn't know are passed over.
        ///
        /// - Throws: `missingField`, `invalidField`.
        init(members: JSONObject) throws(MessageError)

        /// The message without a signature, its members in Ceilometer's order.
        var members: JSONObject { get }
    }
}

extension Ceilometer.Message {
    /// Reads a message of a payload, and checks its signature first.
    ///
    /// - Parameters:
    ///   - message: the message as it came: the signature is over all its members, also those that are not read.
    ///   - signer: has the senders' secret.
    /// - Throws: `wrongSignature`, `missingField`, `invalidField`.
    public init(_ message: JSONValue, checkedBy signer: Ceilometer.Signer) throws(MessageError) {
        guard let members = message.objectValue else {
            throw MessageError(.invalidField, "the message is \(message.briefDescription); allowed: an object")
        }
        try signer.check(members)
        try self.init(members: members)
    }

    /// The message with its signature, which is its last member.
    ///
    /// - Throws: `unencodable` for a text that can't be signed, such as one with a lone surrogate.
    public func signed(by signer: Ceilometer.Signer) throws(MessageError) -> JSONObject {
        var members = members
        members[Ceilometer.Signer.field] = .string(try signer.signature(of: members))
        return members
    }

    /// The payload of a notification with these messages, each signed.
    ///
    /// - Throws: `unencodable`.
    public static func payload(_ messages: [Self], signedBy signer: Ceilometer.Signer) throws(MessageError) -> JSONValue
    {
        var elements: [JSONValue] = []
        for (index, message) in messages.enumerated() {
            do throws(MessageError) {
                elements.append(.object(try message.signed(by: signer)))
            } catch {
                throw error.telling("message \(index)")
            }
        }
        return .array(elements)
    }

    /// The messages in a notification's payload. One that is wrong is an error in its place and costs no other.
    ///
    /// - Throws: `invalidField` when the payload is no list.
    public static func messages(
        in payload: JSONValue, checkedBy signer: Ceilometer.Signer
    ) throws(MessageError) -> [Result<Self, MessageError>] {
        guard let elements = payload.arrayValue else {
            throw MessageError(.invalidField, "the payload is \(payload.briefDescription); allowed: an array")
        }
        return elements.map { element in
            Result { () throws(MessageError) in try Self(element, checkedBy: signer) }
        }
    }
}
