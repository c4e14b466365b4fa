// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// What comes of a configuration, as it is written out.
struct ConfigurationReport {
    private let transport: String
    private let virtualHost: String?
    private let topics: [String]
    private let producer: [(name: String, value: String)]
    private let consumer: [(name: String, value: String)]

    init(_ configuration: NotificationConfiguration, producer: [String: String], consumer: [String: String]) {
        transport = configuration.transportURL.scheme
        virtualHost = configuration.transportURL.virtualHost
        topics = configuration.topics
        self.producer = Self.sorted(producer)
        self.consumer = Self.sorted(consumer)
    }

    private static func sorted(_ properties: [String: String]) -> [(name: String, value: String)] {
        properties.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// One JSON object on one line.
    var json: String {
        let object: JSONValue = [
            "transport": .string(transport),
            "virtual_host": virtualHost.map(JSONValue.string) ?? .null,
            "topics": .array(topics.map(JSONValue.string)),
            "producer": Self.object(producer),
            "consumer": Self.object(consumer),
        ]
        return "\(object)\n"
    }

    /// Lines for a person.
    var text: String {
        var text = "transport     \(transport)\n"
        text += "virtual host  \(virtualHost.map { $0.isEmpty ? "(empty)" : $0 } ?? "(none)")\n"
        text += "topics        \(topics.joined(separator: " "))\n"
        for (title, properties) in [("producer", producer), ("consumer", consumer)] {
            text += "\(title)\n"
            for (name, value) in properties { text += "  \(name)=\(value)\n" }
        }
        return text
    }

    private static func object(_ properties: [(name: String, value: String)]) -> JSONValue {
        .object(JSONObject(properties.map { ($0.name, .string($0.value)) }))
    }
}
