// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import OsloNotifications

extension Monasca {
    /// One measurement.
    public struct Metric: Sendable, Hashable {
        /// The name, such as `cpu.idle_perc`.
        public var name: String
        /// When, in milliseconds since 1970.
        public var timestamp: Int64
        /// What was measured: a number, which stays an integer or a floating-point number as it is.
        public var value: JSONValue
        /// What tells series of one name apart, such as the host's name.
        public var dimensions: [String: String]
        /// What else is known of this one measurement; nil for none.
        public var valueMeta: JSONObject?

        /// Creates a metric; without a timestamp it is of now.
        public init(
            name: String,
            timestamp: Int64 = Self.timestamp(.now()),
            value: JSONValue,
            dimensions: [String: String] = [:],
            valueMeta: JSONObject? = nil
        ) {
            self.name = name
            self.timestamp = timestamp
            self.value = value
            self.dimensions = dimensions
            self.valueMeta = valueMeta
        }

        /// An instant in milliseconds since 1970, rounded down.
        public static func timestamp(_ instant: UTCTimestamp) -> Int64 {
            instant.secondsSinceEpoch * 1000 + Int64(instant.microseconds / 1000)
        }
    }
}

extension Monasca.Metric: Monasca.Content {
    /// `metrics`.
    public static var topic: String { "metrics" }
    /// `metric`.
    public static var field: String { "metric" }

    /// Reads a metric. `name`, `timestamp` and `value` are needed; of a timestamp with a fraction the milliseconds
    /// count, as for Monasca's persister.
    ///
    /// - Throws: `missingField`, `invalidField`.
    public init(members: JSONObject) throws(MessageError) {
        let fields = MessageFields(members)
        let name = try fields.text("name")
        guard !name.isEmpty else { throw fields.refusal("name", .string(name), allowed: "a text that is not empty") }
        self.init(
            name: name,
            timestamp: try fields.integer("timestamp"),
            value: try fields.number("value"),
            dimensions: try fields.texts("dimensions"),
            valueMeta: try fields.optionalMembers("value_meta"))
    }

    /// The metric as a JSON object; the dimensions are sorted by name.
    public var members: JSONObject {
        [
            "name": .string(name),
            "timestamp": .integer(timestamp),
            "value": value,
            "value_meta": valueMeta.map { .object($0) } ?? .null,
            "dimensions": .object(JSONObject(dimensions: dimensions)),
        ]
    }
}
