// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import OsloNotifications

extension Ceilometer {
    /// One measurement of a meter.
    public struct Sample: Sendable, Hashable {
        /// How the volumes of a meter belong together.
        public enum MeterType: String, Sendable, Hashable, CaseIterable {
            /// Goes up and down.
            case gauge
            /// The change since the last time.
            case delta
            /// Grows.
            case cumulative
        }

        /// Where it comes from (`source`).
        public var source: String
        /// The meter (`counter_name`), such as `volume.size`.
        public var name: String
        /// How its volumes belong together (`counter_type`).
        public var type: MeterType
        /// The unit (`counter_unit`), such as `GiB`.
        public var unit: String
        /// What was measured (`counter_volume`): a number, which stays an integer or a floating-point number as it is.
        /// Of a received sample it may be anything: Ceilometer takes it from notifications without a check.
        public var volume: JSONValue
        /// The user (`user_id`).
        public var userID: String?
        /// The user's name (`user_name`).
        public var userName: String?
        /// The project (`project_id`).
        public var projectID: String?
        /// The project's name (`project_name`).
        public var projectName: String?
        /// What was measured of (`resource_id`).
        public var resourceID: String?
        /// When, in ISO 8601 (`timestamp`); see ``measuredAt``.
        public var timestamp: String?
        /// What else is known of the resource (`resource_metadata`).
        public var resourceMetadata: JSONObject
        /// The id (`message_id`).
        public var messageID: String
        /// The sender's monotonic clock (`monotonic_time`): a number of seconds.
        public var monotonicTime: JSONValue?
        /// Who sent it (`publisher_id`), which Ceilometer's publishers leave out.
        public var publisherID: String?

        /// Creates a sample; the id and the timestamp are made unless given.
        public init(
            name: String,
            type: MeterType,
            unit: String,
            volume: JSONValue,
            resourceID: String?,
            projectID: String? = nil,
            projectName: String? = nil,
            userID: String? = nil,
            userName: String? = nil,
            timestamp: String? = Self.timestamp(.now()),
            resourceMetadata: JSONObject = [:],
            source: String = "openstack",
            messageID: String = MessageID.random().description,
            monotonicTime: JSONValue? = nil,
            publisherID: String? = nil
        ) {
            self.source = source
            self.name = name
            self.type = type
            self.unit = unit
            self.volume = volume
            self.userID = userID
            self.userName = userName
            self.projectID = projectID
            self.projectName = projectName
            self.resourceID = resourceID
            self.timestamp = timestamp
            self.resourceMetadata = resourceMetadata
            self.messageID = messageID
            self.monotonicTime = monotonicTime
            self.publisherID = publisherID
        }

        /// When it was measured; nil without a timestamp, or for one of another form than `UTCTimestamp` reads.
        public var measuredAt: UTCTimestamp? { timestamp.flatMap { UTCTimestamp($0) } }

        /// An instant in the form of Ceilometer's timestamps: `2024-02-29T12:34:56.789012+00:00`.
        public static func timestamp(_ instant: UTCTimestamp) -> String { instant.payloadText + "+00:00" }
    }
}
