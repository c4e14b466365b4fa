// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import OsloNotifications

extension Monasca {
    /// One line of a log.
    public struct LogEntry: Sendable, Hashable {
        /// The text.
        public var message: String
        /// Where it comes from, such as the host's name and the path of the file.
        public var dimensions: [String: String]
        /// Whatever else the sender has put beside them, in order.
        public var attributes: JSONObject

        /// Creates an entry.
        ///
        /// - Parameters:
        ///   - message: the text.
        ///   - dimensions: where it comes from.
        ///   - attributes: other members; `message` and `dimensions` among them don't count.
        public init(message: String, dimensions: [String: String] = [:], attributes: JSONObject = [:]) {
            self.message = message
            self.dimensions = dimensions
            self.attributes = attributes
        }
    }
}

extension Monasca.LogEntry: Monasca.Content {
    /// `log`.
    public static var topic: String { "log" }
    /// `log`.
    public static var field: String { "log" }

    /// Reads an entry, of which `message` is needed. Members that it doesn't know are its ``attributes``.
    ///
    /// - Throws: `missingField`, `invalidField`.
    public init(members: JSONObject) throws(MessageError) {
        let fields = MessageFields(members)
        var attributes = members
        attributes["message"] = nil
        attributes["dimensions"] = nil
        self.init(
            message: try fields.text("message"),
            dimensions: try fields.texts("dimensions"),
            attributes: attributes)
    }

    /// The entry as a JSON object; the dimensions are sorted by name.
    public var members: JSONObject {
        var members: JSONObject = [
            "message": .string(message), "dimensions": .object(JSONObject(dimensions: dimensions)),
        ]
        for (key, value) in attributes where members[key] == nil { members[key] = value }
        return members
    }
}
