// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications

/// A payload that goes from one side to the other.
struct InteropPayload: Sendable {
    let name: String
    let value: JSONValue

    /// What both sides send.
    static let all: [InteropPayload] = scalars + texts + numbers + structures

    private static let scalars = [
        InteropPayload(name: "null", value: nil),
        InteropPayload(name: "true", value: true),
        InteropPayload(name: "false", value: false),
        InteropPayload(name: "no text", value: ""),
        InteropPayload(name: "no element", value: []),
        InteropPayload(name: "no member", value: [:]),
    ]

    private static let texts = [
        InteropPayload(name: "latin", value: "naïve café, ÿ"),
        InteropPayload(name: "other scripts", value: "Ελληνικά · русский · 日本語 · עברית · हिन्दी"),
        InteropPayload(name: "emoji", value: "😀 👩‍👩‍👧‍👦 🇩🇪 ❤️"),
        InteropPayload(name: "composed and decomposed", value: ["é", "e\u{301}"]),
        InteropPayload(name: "quotes and backslashes", value: #"a "quoted" \ back\\slash / \" \u0041 "#),
        InteropPayload(name: "controls", value: "\u{0}\u{1}\u{8}\t\n\u{b}\u{c}\r\u{1f}\u{7f}\u{80}\u{9f}"),
        InteropPayload(name: "separators", value: "\u{2028}\u{2029}\u{feff}\u{fffd}\u{fffe}\u{ffff}\u{10ffff}"),
        InteropPayload(name: "lone high surrogate", value: units(0x61, 0xD800)),
        InteropPayload(name: "lone low surrogate", value: units(0xDC00, 0x62)),
        InteropPayload(name: "surrogates the wrong way round", value: units(0xDE00, 0xD83D, 0x63)),
        InteropPayload(name: "long", value: JSONValue(String(repeating: "lönger 😀 ", count: 3000))),
    ]

    private static let numbers = [
        InteropPayload(name: "integers", value: [0, -1, 42, 9_223_372_036_854_775_807, -9_223_372_036_854_775_808]),
        InteropPayload(
            name: "big integers",
            value: [
                big("9223372036854775808"), big("-9223372036854775809"), big("18446744073709551616"),
                big("-1" + String(repeating: "0", count: 40)), big(String(repeating: "987654321", count: 50)),
            ]),
        InteropPayload(
            name: "floats",
            value: [
                1.0, -0.0, 0.1, 1e16, 1e15, 1e-5, 0.0001, 9_100_000_000_000_000.0, 123456.789, 3.0e20,
                .double(.leastNonzeroMagnitude), .double(.leastNormalMagnitude), .double(.greatestFiniteMagnitude),
            ]),
    ]

    private static let structures = [
        InteropPayload(
            name: "order of members", value: ["z": 1, "a": 2, "m": ["y": nil, "b": [1, "2", 3.0, true]], "A": 3]),
        InteropPayload(
            name: "keys", value: ["": 1, "é😀": 2, "a.b c": 3, "\"\\": 4, "\n": 5, "1": 6, "null": nil]),
        InteropPayload(name: "nested", value: nested(depth: 80)),
        InteropPayload(
            name: "like nova's",
            value: [
                "nova_object.namespace": "nova", "nova_object.version": "1.8",
                "nova_object.data": [
                    "uuid": "178b0921-8f85-4257-88b6-2e743b5a975c", "host": "compute", "memory_mb": 512, "fault": nil,
                    "metadata": [:], "ip_addresses": [["address": "192.168.1.3", "meta": [:], "version": 4]],
                    "created_at": "2012-10-29T13:42:11Z", "locked": false, "progress": 12.5,
                ],
            ]),
    ]

    private static func units(_ units: UInt16...) -> JSONValue {
        let escapes = units.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
        return parsed("\"\(escapes.joined())\"")
    }

    private static func big(_ digits: String) -> JSONValue { parsed(digits) }

    private static func nested(depth: Int) -> JSONValue {
        (0..<depth).reduce("the innermost") { inner, level in level % 2 == 0 ? [inner] : ["level \(level)": inner] }
    }

    private static func parsed(_ text: String) -> JSONValue {
        do {
            return try JSONValue(parsing: text)
        } catch {
            preconditionFailure("\(text): \(error)")
        }
    }
}
