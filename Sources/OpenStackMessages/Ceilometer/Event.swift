// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import OsloNotifications

extension Ceilometer {
    /// Something that happened, with what is known of it as traits.
    public struct Event: Sendable, Hashable {
        /// The id of the notification that it stems from (`message_id`).
        public var messageID: String
        /// What happened (`event_type`), such as `compute.instance.create.end`.
        public var type: String
        /// When, in ISO 8601 (`generated`); see ``generatedAt``.
        public var generated: String
        /// What is known of it (`traits`).
        public var traits: [Trait]
        /// The notification itself, if the event keeps it (`raw`).
        public var raw: JSONValue

        /// Creates an event; the id and the time are made unless given.
        public init(
            type: String,
            traits: [Trait],
            generated: String = UTCTimestamp.now().payloadText,
            messageID: String = MessageID.random().description,
            raw: JSONValue = [:]
        ) {
            self.messageID = messageID
            self.type = type
            self.generated = generated
            self.traits = traits
            self.raw = raw
        }

        /// When it happened; nil for a time of another form than `UTCTimestamp` reads.
        public var generatedAt: UTCTimestamp? { UTCTimestamp(generated) }

        /// The first trait of a name.
        public func trait(_ name: String) -> Trait? { traits.first { $0.name == name } }
    }
}
