// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if YAML
import OsloNotifications
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

    @Test func fewLinesDontBecomeBillionsOfValues() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            text += "a\(level): &a\(level) [" + (0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", ") + "]\n"
        }
        #expect(throws: NotificationError.self) { try JSONValue(yaml: text) }
    }
}
#endif
