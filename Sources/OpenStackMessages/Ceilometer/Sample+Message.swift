// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import OsloNotifications

extension Ceilometer.Sample: Ceilometer.Message {
    /// `metering`.
    public static var topic: String { "metering" }
    /// `metering`.
    public static var eventType: String { "metering" }

    /// Reads a sample, without regard to its signature. `source`, `counter_name`, `counter_type`, `counter_unit`,
    /// `counter_volume` and `message_id` are needed.
    ///
    /// - Throws: `missingField`, `invalidField`.
    public init(members: JSONObject) throws(MessageError) {
        let fields = MessageFields(members)
        self.init(
            name: try fields.text("counter_name"),
            type: try Self.meterType(fields),
            unit: try fields.text("counter_unit"),
            volume: try fields.value("counter_volume"),
            resourceID: try fields.optionalText("resource_id"),
            projectID: try fields.optionalText("project_id"),
            projectName: try fields.optionalText("project_name"),
            userID: try fields.optionalText("user_id"),
            userName: try fields.optionalText("user_name"),
            timestamp: try fields.optionalText("timestamp"),
            resourceMetadata: try fields.optionalMembers("resource_metadata") ?? [:],
            source: try fields.text("source"),
            messageID: try fields.text("message_id"),
            monotonicTime: try fields.optionalNumber("monotonic_time"),
            publisherID: try fields.optionalText("publisher_id"))
    }

    /// The sample without a signature, its members in Ceilometer's order.
    public var members: JSONObject {
        var members: JSONObject = [
            "source": .string(source),
            "counter_name": .string(name),
            "counter_type": .string(type.rawValue),
            "counter_unit": .string(unit),
            "counter_volume": volume,
            "user_id": JSONValue(userID),
            "user_name": JSONValue(userName),
            "project_id": JSONValue(projectID),
            "project_name": JSONValue(projectName),
            "resource_id": JSONValue(resourceID),
            "timestamp": JSONValue(timestamp),
            "resource_metadata": .object(resourceMetadata),
            "message_id": .string(messageID),
            "monotonic_time": monotonicTime ?? .null,
        ]
        if let publisherID { members["publisher_id"] = .string(publisherID) }
        return members
    }

    private static func meterType(_ fields: MessageFields) throws(MessageError) -> MeterType {
        let word = try fields.text("counter_type")
        guard let type = MeterType(rawValue: word) else {
            let allowed = MeterType.allCases.map(\.rawValue).joined(separator: ", ")
            throw fields.refusal("counter_type", .string(word), allowed: allowed)
        }
        return type
    }
}
