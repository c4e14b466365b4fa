// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if YAML
import Foundation
import OsloNotifications
import TestSupport
import Testing

@Suite struct EmbeddedYAMLTests {
    @Test func aRoutingFileIsRead() throws {
        let value = try JSONValue(
            yaml: """
                group_1:
                  messagingv2:
                    accepted_events: ['compute.instance.*', "x"]  # a comment
                    accepted_priorities:
                      - info
                  log: {}
                on: off
                numbers: [1, -2.5, "3", 99999999999999999999, ~]
                """)
        #expect(
            value == [
                "group_1": [
                    "messagingv2": [
                        "accepted_events": ["compute.instance.*", "x"], "accepted_priorities": ["info"],
                    ],
                    "log": [:],
                ],
                "on": false,
                "numbers": [1, -2.5, "3", .double(1e20), nil],
            ])
        #expect(try JSONValue(yaml: "") == .null)
    }

    @Test(arguments: ["a: [1", "a: b: c", "{1: 2}: 3", "? [a]\n: 1", "\u{1}", "a: *b"])
    func otherTextIsRefused(text: String) {
        let error = #expect(throws: NotificationError.self) { try JSONValue(yaml: text) }
        #expect(error?.code == .invalidConfiguration)
    }

    @Test func aRoutingFileOfPythonsRoutes() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(uniqueTopic("routing")).yaml").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let settings = [
            "transport_url": "memory://\(uniqueTopic("yaml"))/", "oslo_messaging_notifications.driver": "routing",
            "oslo_messaging_notifications.routing_config": path,
        ]
        try "billing:\n  messagingv2:\n    accepted_events: ['compute.*']\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        let transport = try NotificationTransport(configuration: settings)
        let notifier = Notifier(transport: transport)
        #expect(try await notifier.info("compute.create", payload: 1).deliveries.count == 1)
        #expect(try await notifier.info("network.create", payload: 1).deliveries.isEmpty)
        await transport.close()
        try "billing: [".write(toFile: path, atomically: true, encoding: .utf8)
        let error = #expect(throws: NotificationError.self) { try NotificationTransport(configuration: settings) }
        #expect(error?.option == "oslo_messaging_notifications.routing_config")
        #expect(error?.message.contains(path) == true)
    }

    @Test func fewLinesDontBecomeBillionsOfValues() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            text += "a\(level): &a\(level) [" + (0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", ") + "]\n"
        }
        #expect(throws: NotificationError.self) { try JSONValue(yaml: text) }
    }
}
#endif
