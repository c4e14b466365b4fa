// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension WireError {
    /// The kind of a ``WireError``.
    public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        /// The code's name.
        public let rawValue: String

        /// Creates a code from its name.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The code's name.
        public var description: String { rawValue }

        /// The record has no value (a Kafka tombstone).
        public static let tombstone = Code(rawValue: "tombstone")
        /// The bytes are not UTF-8.
        public static let invalidUTF8 = Code(rawValue: "invalidUTF8")
        /// The text is not JSON.
        public static let malformedJSON = Code(rawValue: "malformedJSON")
        /// Arrays and objects are nested deeper than ``WireLimits/maximumDepth``.
        public static let tooDeep = Code(rawValue: "tooDeep")
        /// An integer has more digits than ``WireLimits/maximumIntegerDigits``.
        public static let integerTooLong = Code(rawValue: "integerTooLong")
        /// The document is JSON but no notification.
        public static let notANotification = Code(rawValue: "notANotification")
        /// `oslo.version` is not one this library reads.
        public static let unsupportedVersion = Code(rawValue: "unsupportedVersion")
        /// NaN or an infinity was to be written and ``NonFiniteNumbers/refuse`` is set.
        public static let nonFiniteNumber = Code(rawValue: "nonFiniteNumber")
        /// A value is of another type than the one asked for, or missing.
        public static let typeMismatch = Code(rawValue: "typeMismatch")
        /// A type of Foundation's is to be written or read, whose own form is not the one of notifications, and no rule of
        /// ``PayloadCoding`` gives it another.
        public static let missingRule = Code(rawValue: "missingRule")
        /// A `Codable` type threw an error of its own.
        public static let codableFailed = Code(rawValue: "codableFailed")
    }

    /// One step from a document to a value in it.
    public enum PathComponent: Hashable, Sendable {
        /// A member of an object.
        case key(String)
        /// An element of an array, counted from 0.
        case index(Int)
    }
}
