// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaError {
    /// The kinds of failure that a program tells apart.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        private init(_ name: String) {
            description = name
        }

        /// A configuration property is unknown, has a value that is not allowed, or conflicts with another one.
        public static let invalidConfiguration = Code("invalidConfiguration")
        /// An argument is not allowed, such as a topic name with a space.
        public static let invalidArgument = Code("invalidArgument")
        /// The call is not allowed now, such as a commit without a transaction.
        public static let invalidState = Code("invalidState")
        /// No room among the records that wait for the broker, and the caller did not want to wait for it.
        public static let queueFull = Code("queueFull")
        /// A record is larger than `message.max.bytes`. Nothing was queued.
        public static let messageTooLarge = Code("messageTooLarge")
        /// The topic does not exist, or the partition does not.
        public static let unknownTopicOrPartition = Code("unknownTopicOrPartition")
        /// The librdkafka that runs is too old for what was asked; the message names the version that is not.
        public static let unsupported = Code("unsupported")
        /// A deadline passed.
        public static let timedOut = Code("timedOut")
        /// The task was cancelled. A record that was queued before may still be delivered.
        public static let cancelled = Code("cancelled")
        /// The client was shut down, or is being shut down.
        public static let shutDown = Code("shutDown")
        /// A record was thrown out of the queue: by a purge, by an abort, at shutdown. It may have reached the broker
        /// if it was in flight.
        public static let purged = Code("purged")
        /// The broker refused the login or the client's certificate, or the client the broker's certificate.
        public static let authentication = Code("authentication")
        /// The broker knows who the client is, and does not allow it what it asked for.
        public static let authorization = Code("authorization")
        /// The broker refused, or could not be reached.
        public static let broker = Code("broker")
        /// The client is fenced or its state is lost: it has to be made anew.
        public static let fatal = Code("fatal")
    }
}
