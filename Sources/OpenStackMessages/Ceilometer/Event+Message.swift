// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import OsloNotifications

extension Ceilometer.Event: Ceilometer.Message {
    /// `event`.
    public static var topic: String { "event" }
    /// `event`.
    public static var eventType: String { "event" }

    /// Reads an event, without regard to its signature. All but `raw` is needed.
    ///
    /// - Throws: `missingField`, `invalidField`.
    public init(members: JSONObject) throws(MessageError) {
        let fields = MessageFields(members)
        self.init(
            type: try fields.text("event_type"),
            traits: try Self.traits(try fields.array("traits")),
            generated: try fields.text("generated"),
            messageID: try fields.text("message_id"),
            raw: members["raw"] ?? .null)
    }

    /// The event without a signature, its members in Ceilometer's order.
    public var members: JSONObject {
        [
            "message_id": .string(messageID),
            "event_type": .string(type),
            "generated": .string(generated),
            "traits": .array(traits.map(\.triple)),
            "raw": raw,
        ]
    }

    private static func traits(_ elements: [JSONValue]) throws(MessageError) -> [Ceilometer.Trait] {
        var traits: [Ceilometer.Trait] = []
        for (index, element) in elements.enumerated() {
            do throws(MessageError) {
                traits.append(try Ceilometer.Trait(element))
            } catch {
                throw error.telling("traits[\(index)]")
            }
        }
        return traits
    }
}
