// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import TestSupport
import Testing

@testable import OsloNotifications

@Suite struct RoutingTests {
    @Test(arguments: [
        ("compute.*", "compute.instance.create", true), ("compute.*", "compute", false), ("*", "", true),
        ("*.end", "a.b.end", true), ("*.end", "a.b.ended", false), ("a?c", "abc", true), ("a?c", "ac", false),
        ("[abc]x", "bx", true), ("[!abc]x", "bx", false), ("[!abc]x", "dx", true), ("[a-c]x", "bx", true),
        ("[]]", "]", true), ("[", "[", true), ("Compute.*", "compute.x", false), ("a*b*c", "aXbYbZc", true),
        ("", "", true), ("", "a", false), ("é*", "éa", true), ("**", "x", true),
    ])
    func `patterns are those of fnmatch`(_ pattern: String, _ text: String, _ matches: Bool) {
        #expect(Glob(pattern).matches(text) == matches)
    }

    @Test func `a pattern of many stars ends soon`() {
        let text = String(repeating: "a", count: 5000)
        #expect(!Glob(String(repeating: "*a", count: 30) + "b").matches(text))
    }

    private static let rules = """
        {"group_1": {"messagingv2": {"accepted_events": ["compute.*"], "accepted_priorities": ["INFO", "err*"]},
                     "test": {"accepted_events": ["*.end"]}},
         "group_2": {"messagingv2": {"accepted_priorities": ["audit"]}, "noop": null}}
        """

    private func header(_ eventType: String, _ priority: NotificationPriority) -> MessageHeader {
        MessageHeader(publisherID: nil, eventType: eventType, priority: priority)
    }

    @Test("D24: both keys of a rule must hold, several groups are alternatives, a driver takes a notification once")
    func selection() throws {
        let rules = try RoutingRules(JSONValue(parsing: Self.rules))
        #expect(rules.drivers(for: header("compute.a.end", .info)) == ["messagingv2", "noop", "test"])
        #expect(rules.drivers(for: header("compute.a", .error)) == ["messagingv2", "noop"])
        #expect(rules.drivers(for: header("compute.a", .warn)) == ["noop"])
        #expect(rules.drivers(for: header("image.a", .audit)) == ["messagingv2", "noop"])
        #expect(try RoutingRules(JSONValue.null).drivers(for: header("a", .info)).isEmpty)
    }

    @Test("D24: the routing driver of a configuration works")
    func driver() async throws {
        let path = "/tmp/\(uniqueTopic("test")).json"
        try Data(Self.rules.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let transport = try NotificationTransport(configuration: [
            "transport_url": "memory://\(uniqueTopic("test"))/", "oslo_messaging_notifications.driver": "routing",
            "oslo_messaging_notifications.routing_config": path,
        ])
        let notifier = Notifier(transport: transport, publisherID: "p")
        #expect(notifier.isEnabled)
        #expect(try await notifier.info("compute.a", payload: 1).deliveries.map(\.topic) == ["notifications.info"])
        #expect(try await notifier.warn("compute.a", payload: 1).deliveries.isEmpty)
        try notifier.post(.audit, "image.a.end", payload: 2)
        let broker = try transport.memory
        #expect(broker.topics == ["notifications.audit", "notifications.info"])
        await transport.close()
    }

    @Test(arguments: [
        "[]", #"{"g": 1}"#, #"{"g": {"test": []}}"#, #"{"g": {"test": {"accepted_event": []}}}"#,
        #"{"g": {"test": {"accepted_events": [1]}}}"#, #"{"g": {"nobody": {}}}"#, #"{"g": {"routing": {}}}"#, "{",
    ])
    func `rules that mean nothing are refused when the transport is made`(_ rules: String) throws {
        let path = "/tmp/\(uniqueTopic("test")).json"
        try Data(rules.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let error = try #require(throws: NotificationError.self) {
            try NotificationTransport(configuration: [
                "transport_url": "memory:///", "oslo_messaging_notifications.driver": "routing",
                "oslo_messaging_notifications.routing_config": path,
            ])
        }
        #expect(error.code == .invalidConfiguration)
        #expect(error.option == "oslo_messaging_notifications.routing_config")
    }

    @Test func `a file that is not there is an error`() {
        let error = #expect(throws: NotificationError.self) { try RoutingRules(file: "/nowhere/routing.json") }
        #expect(error?.message.contains("No such file") == true)
    }
}
