// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Testing

/// Records of the very form that oslo.messaging writes are read without taking the document out of its envelope.
@Suite struct UsualFormTests {
    private static let payloads = [
        #"{}"#, #"[]"#, #"[[[]], {"a": {}}]"#, #"null"#, #"true"#, #"-1.5e3"#, #"12345678901234567890"#, #""""#,
        #""plain""#, #""a \" b""#, #""a \\""#, #""\\\"""#, #""\n\r\t\f\b\/""#, #""\u00e9\ud83d\ude00""#,
        #""\ud83d""#, #""\udc00\ud83d""#, #"{"a\"b": 1, "\u00e9": 2}"#, #"{"a": 1, "a": 2}"#, #""é""#,
        #"[NaN, Infinity, -Infinity]"#, #"{ "a" :1 ,"b":[ 1,2 ] }"#,
    ]

    @Test(arguments: payloads)
    func `a payload in it is the same as elsewhere`(_ payload: String) throws {
        let document = #"{"event_type": "e\\x", "priority": "INFO", "payload": \#(payload), "_context": {"k": "v\""}}"#
        let escaped = document.replacing(#"\"#, with: #"\\"#).replacing(#"""#, with: #"\""#)
        let record = Array(#"{"oslo.version": "2.0", "oslo.message": "\#(escaped)"}"#.utf8)

        let notification = try EnvelopeReader.read(record)
        let bare = try EnvelopeReader.read(Array(document.utf8))
        #expect(notification.jsonBytes == bare.jsonBytes)
        #expect(notification.eventType == #"e\x"#)
        #expect(notification.priority == .info)
        #expect(try notification.context == ["k": "v\""])
        #expect(try notification.payload.description == bare.payload.description)
        #expect(try notification.payload(as: JSONValue.self).description == bare.payload.description)
        #expect(try notification.document.map(\.key) == bare.document.map(\.key))
        let filter = try NotificationFilter(context: ["k": #"v"$"#])
        #expect(filter.matches(notification) && filter.matches(bare))
    }

    @Test(arguments: [
        #"{\"event_type\": "e\"}"#, #"{\"event_type\": \"e"}"#, #"{\"event_type\": \"e\\\"}"#,
        "{\\\"event_type\\\":\n1}",
        #"{\"event_type\": \"\\x\"}"#, #"{\"event_type\": \"\\u00g0\"}"#, #"{\"event_type\": \"\\\\\\"}"#,
        #"{\"event_type\": 1} 2"#, #"{\"event_type\": 1"#, #"{\"event_type\": \"e\"#, #"{\"event_type\": \"\\"#, #"\"#,
        #"{\"event_type\": \\e\"}"#, #"{\\event_type\": 1}"#, #"{\"event_type\": "e\"}"#,
        "{\\\"event_type\\\": \\\"\u{1}\\\"}",
    ])
    func `what is damaged in it is refused`(_ message: String) {
        let record = Array(#"{"oslo.version": "2.0", "oslo.message": "\#(message)"}"#.utf8)
        #expect(throws: WireError.self) { try EnvelopeReader.read(record) }
    }

    @Test func `escapes that it does not need are read too`() throws {
        let record = #"{"oslo.version": "2.0", "oslo.message": "\u007b\u0022event_type\u0022:\n\"\u0065\"}"}"#
        #expect(try EnvelopeReader.read(Array(record.utf8)).eventType == "e")
    }
}
