// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications

/// Configurations of texts of files, which are called f1, f2 and so on.
enum ConfigurationText {
    static let head = "[DEFAULT]\ntransport_url = kafka://h/\n"
    static let notifications = "[oslo_messaging_notifications]\n"
    static let kafka = "[oslo_messaging_kafka]\n"

    static func make(
        _ texts: String..., environment: [String: String] = [:], set: [String: String] = [:], url: String? = nil
    ) throws(NotificationError) -> NotificationConfiguration {
        var sources: [ConfigurationSource] = []
        for (index, text) in texts.enumerated() { sources.append(.ini(text, name: "f\(index + 1)")) }
        return try NotificationConfiguration(
            sources: sources + [.environment(environment), .dictionary(set)], transportURL: url)
    }

    static func topics(_ text: String) throws(NotificationError) -> [String] {
        try make(text, url: "kafka://h/").topics
    }

    static func problem(_ body: () throws(NotificationError) -> NotificationConfiguration) throws -> String {
        try #require(throws: NotificationError.self) { try body() }.message
    }
}
