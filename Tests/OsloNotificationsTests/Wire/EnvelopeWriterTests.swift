// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Testing

@Suite struct EnvelopeWriterTests {
    private static let usual: JSONValue = ["instance_id": 12, "state": "active"]

    private static let payloads: [String: JSONValue] = [
        "unicode": [
            "latin": "café", "cjk": "中文", "emoji": "😀", "family": "👨\u{200D}👩\u{200D}👧", "astral": "\u{10FFFF}",
            "bmp_last": "\u{FFFF}", "bom": "\u{FEFF}", "combining": "e\u{301}", "nfc": "\u{E9}",
            "ls_ps": "\u{2028}\u{2029}", "clé": "clef",
        ],
        "nested": [
            "z": 1, "a": ["y": [], "b": [:], "c": [[[[[[["deep"]]]]]]]], "m": [["k": [1, ["x": nil]]], [], [:]],
            "": "empty key",
        ],
        "integers": [
            "zero": 0, "neg": -1, "p53": 9_007_199_254_740_992, "p53p1": 9_007_199_254_740_993,
            "i64max": JSONValue(Int64.max), "i64min": JSONValue(Int64.min), "u64max": JSONValue(UInt64.max),
            "big": JSONBigInteger("1" + String(repeating: "0", count: 40)).map(JSONValue.bigInteger) ?? nil,
        ],
        "nan_infinity": ["nan": .double(.nan), "inf": .double(.infinity), "ninf": .double(-.infinity)],
        "payload_null": nil,
        "payload_string": "hello",
        "payload_empty_dict": [:],
        "payload_number": 42,
        "json_payload_serializer": ["o": ["a": 1]],
    ]

    private static let requestContext: JSONValue = [
        "user": "u1", "project_id": "p1", "system_scope": "all", "project": "p1", "domain": "d1",
        "user_domain": "ud1", "project_domain": "pd1", "is_admin": true, "read_only": false, "show_deleted": false,
        "auth_token": nil, "request_id": "req-11111111-2222-3333-4444-555555555555",
        "global_request_id": "req-99999999-8888-7777-6666-555555555555", "resource_uuid": nil,
        "roles": ["admin", "member"], "user_identity": "u1 p1 d1 ud1 pd1", "is_admin_project": true,
    ]

    private static let priorities: [String: NotificationPriority] = [
        "priority_audit": .audit, "priority_debug": .debug, "priority_warn": .warn, "priority_error": .error,
        "priority_sample": .sample, "priority_warning": .warning,
    ]

    private func header(of name: String) throws -> MessageHeader {
        MessageHeader(
            messageID: MessageID(try Vectors.messageID(of: name)),
            publisherID: name == "publisher_none" ? nil : "compute.host1",
            eventType: "compute.instance.create.end",
            priority: Self.priorities[name] ?? .info,
            timestamp: .instant(try #require(UTCTimestamp("2024-02-29 12:34:56.789012"))),
            context: name == "context_request_context" ? Self.requestContext : [:]
        )
    }

    // The command line of oslo.messaging sends a lower-case priority, which is only passed on, never made.
    @Test(arguments: Vectors.written.filter { $0 != "priority_cli_info" })
    func `writes each golden record byte for byte`(_ name: String) throws {
        var writer = EnvelopeWriter(nonFiniteNumbers: .pythonWords, capacity: 0)
        try writer.write(header(of: name), payload: Self.payloads[name] ?? Self.usual)
        #expect(Vectors.text(writer.bytes) == Vectors.text(try Vectors.bytes("\(name).json")))
        #expect(writer.bytes == (try Vectors.bytes("\(name).json")))
    }

    @Test func `writes the bare form without an envelope`() throws {
        var writer = EnvelopeWriter(format: .bare)
        try writer.write(header(of: "priority_info"), payload: ["q": "\"\\\n\u{7F}é"])
        #expect(
            Vectors.text(writer.bytes) == #"""
                {"message_id": "05100000-0000-4000-8000-000000000003", "publisher_id": "compute.host1", \#
                "event_type": "compute.instance.create.end", "priority": "INFO", \#
                "payload": {"q": "\"\\\n\u007f\u00e9"}, "timestamp": "2024-02-29 12:34:56.789012", "_context": {}}
                """#
        )
    }

    @Test func `escapes every ASCII character for both layers`() throws {
        var writer = EnvelopeWriter()
        let text = String(String.UnicodeScalarView((0...0x7F).compactMap(Unicode.Scalar.init)))
        try writer.write(document: ["s": .string(text)])
        #expect(
            Vectors.text(writer.bytes) == #"""
                {"oslo.version": "2.0", "oslo.message": "{\"s\": \"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\#
                \\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\#
                \\u0018\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f !\\\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJ\#
                KLMNOPQRSTUVWXYZ[\\\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\\u007f\"}"}
                """#
        )
    }

    @Test func `finds what needs escaping at every place of a word`() throws {
        for length in 0..<40 {
            for place in 0..<max(length, 1) {
                for special in ["\"", "é", "\u{1F}", "\u{7F}", "😀", "~", " "] {
                    var characters = Array(repeating: "x", count: length)
                    if length > 0 { characters[place] = special }
                    let text = characters.joined()
                    let value = try JSONValue.string(text).jsonBytes()
                    let escaped =
                        [
                            "\"": #"\""#, "é": #"\u00e9"#, "\u{1F}": #"\u001f"#, "\u{7F}": #"\u007f"#,
                            "😀": #"\ud83d\ude00"#,
                        ][special] ?? special
                    if length > 0 { characters[place] = escaped }
                    #expect(Vectors.text(value) == "\"\(characters.joined())\"")
                }
            }
        }
    }

    @Test func `D31: refuses NaN and infinities, and names where they are`() throws {
        var writer = EnvelopeWriter()
        let payload: JSONValue = ["cpus": [["load": 0.5], ["load": .double(.nan)]]]
        let error = #expect(throws: WireError.self) {
            try writer.write(header(of: "priority_info"), payload: payload)
        }
        #expect(error?.code == .nonFiniteNumber)
        #expect(error?.pathDescription == "payload.cpus[1].load")
        #expect(writer.count == 0)
    }

    @Test func `refuses a value that is nested too deep to be read again`() throws {
        var writer = EnvelopeWriter()
        var payload: JSONValue = 1
        for _ in 0..<511 { payload = [payload] }
        try writer.write(header(of: "priority_info"), payload: payload)
        let error = #expect(throws: WireError.self) {
            try writer.write(header(of: "priority_info"), payload: [payload])
        }
        #expect(error?.code == .tooDeep)
    }

    @Test func `a value that only code can nest so deep is refused, however it is written`() {
        var value: JSONValue = 1
        for level in 0..<3000 { value = level % 2 == 0 ? [value] : ["k": value] }
        #expect(throws: WireError.self) { try value.jsonBytes() }
        #expect(value.description.contains("nested deeper than"))
        var writer = EnvelopeWriter()
        let error = #expect(throws: WireError.self) {
            try writer.write(header(of: "priority_info"), payload: EncodedPayload(value: value))
        }
        #expect(error?.code == .tooDeep)
    }

    private struct EncodedPayload: Encodable {
        var value: JSONValue
    }

    @Test func `strings of every length are escaped at every place`() throws {
        for count in 0..<26 {
            for place in 0..<max(1, count) {
                for special in ["a", "\"", "\\", "\n", "\u{1F}", "\u{7F}", "é", "😀"] {
                    let text = (0..<count).map { $0 == place ? special : "x" }.joined()
                    let escaped = text.unicodeScalars.map(Self.escaped).joined()
                    let value: JSONValue = [text: .string(text), "z": .string(text)]
                    #expect("\(value)" == "{\"\(escaped)\": \"\(escaped)\", \"z\": \"\(escaped)\"}")
                    var writer = EnvelopeWriter()
                    try writer.write(header(of: "priority_info"), payload: value)
                    #expect(try EnvelopeReader.read(writer.bytes).payload == value)
                }
            }
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case " "..<"\u{7F}": String(scalar)
        default:
            String(scalar).utf16.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined()
        }
    }

    @Test func `D21: a writer that is used again starts afresh`() throws {
        var writer = EnvelopeWriter()
        try writer.write(header(of: "unicode"), payload: Self.payloads["unicode"] ?? nil)
        try writer.write(header(of: "priority_info"), payload: Self.usual)
        #expect(writer.bytes == (try Vectors.bytes("priority_info.json")))
    }

    @Test(arguments: [
        (1.0, "1.0"), (-0.0, "-0.0"), (1e16, "1e+16"), (1e-5, "1e-05"), (0.0001, "0.0001"),
        (.leastNonzeroMagnitude, "5e-324"),
        (9_007_199_254_740_992, "9007199254740992.0"), (9.1e15, "9100000000000000.0"),
        (-9_999_999_999_999_998, "-9999999999999998.0"), (1.7976931348623157e308, "1.7976931348623157e+308"),
        (0.1, "0.1"), (123_456_789.125, "123456789.125"), (1e22, "1e+22"),
        (9_007_199_254_740_994, "9007199254740994.0"),
    ])
    func `writes floating-point numbers as Python does`(_ value: Double, _ text: String) throws {
        #expect(Vectors.text(try JSONValue.double(value).jsonBytes()) == text)
    }

    @Test func `writes integers of every length`() throws {
        var value: Int64 = 1
        while true {
            for candidate in [value - 1, value, value + 1, -value] {
                #expect(Vectors.text(try JSONValue.integer(candidate).jsonBytes()) == String(candidate))
            }
            let (next, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { break }
            value = next
        }
        #expect(JSONValue.integer(.min).description == "-9223372036854775808")
        #expect(JSONValue.integer(.max).description == "9223372036854775807")
    }
}
