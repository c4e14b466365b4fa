// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications

@Suite struct TopicNameTests {
    @Test func `D7: the virtual host is part of the name on both sides`() throws {
        let name = try TopicName(topic: "notifications", priority: "info", virtualHost: "vh")
        #expect(name.rawValue == "notifications.info.vh")
        let configuration = try NotificationConfiguration(["transport_url": "kafka://h/vh"])
        #expect(try configuration.topicName("notifications", priority: "info") == name)
    }

    @Test(arguments: [nil, ""])
    func `D7: no virtual host adds nothing`(_ virtualHost: String?) throws {
        let name = try TopicName(topic: "a-b.c_D9", priority: "warn", virtualHost: virtualHost)
        #expect(name.rawValue == "a-b.c_D9.warn")
    }

    @Test(
        arguments: [
            ("", "info", nil), ("a b", "info", nil), ("a/b", "info", nil), ("é", "info", nil), ("a", "", nil),
            ("a", "in:fo", nil), ("a", "info", "/"), ("a", "info", "v h"), ("a\n", "info", nil),
        ] as [(String, String, String?)])
    func `characters that Kafka refuses are refused`(_ topic: String, _ priority: String, _ virtualHost: String?) throws
    {
        let error = try #require(throws: NotificationError.self) {
            try TopicName(topic: topic, priority: priority, virtualHost: virtualHost)
        }
        #expect(error.code == .invalidTopic)
        #expect(error.message.contains("A-Z a-z 0-9 . _ -"))
    }

    @Test func `the whole name has 249 characters at most`() throws {
        let longest = String(repeating: "t", count: 249 - ".info.v".count)
        #expect(try TopicName(topic: longest, priority: "info", virtualHost: "v").rawValue.count == 249)
        let error = try #require(throws: NotificationError.self) {
            try TopicName(topic: longest, priority: "error", virtualHost: "v")
        }
        #expect(error.message.contains("250 characters"))
    }

    @Test func `D17: a configuration checks its topics with the longest priority`() throws {
        let longest = String(repeating: "t", count: 249 - ".critical.v".count)
        let entries = ["transport_url": "kafka://h/v"]
        let key = "oslo_messaging_notifications.topics"
        #expect(throws: Never.self) { try NotificationConfiguration(entries.merging([key: longest]) { $1 }) }
        for topics in ["t" + longest, "good,b@d", "", "a,,b"] {
            let error = try #require(throws: NotificationError.self) {
                try NotificationConfiguration(entries.merging([key: topics]) { $1 })
            }
            #expect(error.option == key)
        }
    }
}
