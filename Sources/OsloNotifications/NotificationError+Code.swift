// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension NotificationError {
    /// The kind of a failure: an open set of names.
    public struct Code: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        /// The name, in lower camel case.
        public let rawValue: String

        /// Makes a code of any name.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The name.
        public var description: String { rawValue }

        /// A configuration key is unknown, or its value is not allowed.
        public static let invalidConfiguration = Code(rawValue: "invalidConfiguration")
        /// A transport URL does not follow the grammar, or names no host.
        public static let invalidTransportURL = Code(rawValue: "invalidTransportURL")
        /// Something that belongs to RPC was asked of a driver that carries notifications only.
        public static let notificationsOnly = Code(rawValue: "notificationsOnly")
        /// A topic, priority or virtual host does not make a legal Kafka topic name.
        public static let invalidTopic = Code(rawValue: "invalidTopic")
        /// An argument of a call is not allowed.
        public static let invalidArgument = Code(rawValue: "invalidArgument")
        /// A record is larger than `message.max.bytes`, or than the broker takes.
        public static let messageTooLarge = Code(rawValue: "messageTooLarge")
        /// The producer's queue is full and the caller did not want to wait.
        public static let queueFull = Code(rawValue: "queueFull")
        /// A deadline passed.
        public static let timedOut = Code(rawValue: "timedOut")
        /// The task was cancelled.
        public static let cancelled = Code(rawValue: "cancelled")
        /// The transport, notifier or listener is closed.
        public static let closed = Code(rawValue: "closed")
        /// The broker did not take a record.
        public static let deliveryFailed = Code(rawValue: "deliveryFailed")
        /// No broker can be reached.
        public static let unreachable = Code(rawValue: "unreachable")
        /// The broker refused the credentials.
        public static let authenticationFailed = Code(rawValue: "authenticationFailed")
        /// The broker does not permit the operation.
        public static let authorizationFailed = Code(rawValue: "authorizationFailed")
        /// A record's value is not a notification.
        public static let undecodable = Code(rawValue: "undecodable")
        /// A payload or context has no JSON form.
        public static let unencodable = Code(rawValue: "unencodable")
        /// A handler threw, or asked for the record again, more often than is allowed.
        public static let handlerFailed = Code(rawValue: "handlerFailed")
        /// librdkafka reported an error that no other code names.
        public static let kafka = Code(rawValue: "kafka")
    }
}
