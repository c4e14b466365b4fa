// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import TestSupport
import Testing

@testable import OsloNotifications

/// Decoding from the text of a message.
@Suite struct PayloadDecodingTests {
    private func notification(_ payload: String) throws -> ReceivedNotification {
        try EnvelopeReader.read(Array("{\"payload\": \(payload)}".utf8))
    }

    private struct Pair: Decodable, Equatable {
        var a: Int
        var b: String?
    }

    @Test(arguments: [
        #"{"a": 1, "b": "x"}"#, #"{"b": "x", "a": 1}"#, #"{"c": {"a": 9}, "a": 1, "d": [{"b": 1}], "b": "x"}"#,
        #"{"a": 0, "b": "y", "a": 1, "b": "x"}"#, #"{"\u0061": 1, "b": "\u0078"}"#, #"{"a": 0, "b": "x", "\u0061": 1}"#,
        #" { "a" : 1.0 , "b":"x" } "#,
    ])
    func `finds members in any order, the last of one key`(_ payload: String) throws {
        #expect(try notification(payload).payload(as: Pair.self) == Pair(a: 1, b: "x"))
    }

    @Test func `finds members of large objects, the last of one key`() throws {
        let members = (0..<100).map { "\"k\($0)\": \($0)" } + ["\"k7\": -7", "\"e\\u0301\": 1", "\"\\u00e9\": 2"]
        let payload = try notification("{\(members.joined(separator: ", "))}")
        let decoded = try payload.payload(as: [String: Int].self)
        #expect(decoded["k7"] == -7)
        #expect(decoded["k99"] == 99)
        struct Accents: Decodable {
            enum Key: String, CodingKey {
                case one = "e\u{301}"
                case two = "\u{E9}"
            }
            var numbers: [Int]
            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: PlainKey.self)
                numbers = [
                    try container.decode(Int.self, forKey: PlainKey(stringValue: "e\u{301}")),
                    try container.decode(Int.self, forKey: PlainKey(stringValue: "\u{E9}")),
                ]
            }
        }
        #expect(try payload.payload(as: Accents.self).numbers == [1, 2])
    }

    private struct PlainKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    @Test func `hands over JSON inside of a type, whole`() throws {
        struct Mixed: Decodable { var tree: JSONValue, list: [JSONValue], rest: [String: JSONValue] }
        let text =
            #"{"tree": {"z": [1, 99999999999999999999, "\ud800"], "a": NaN}, "list": [{}, []], "rest": {"k": null}}"#
        let mixed = try notification(text).payload(as: Mixed.self)
        #expect(mixed.tree.description == #"{"z": [1, 99999999999999999999, "\ud800"], "a": NaN}"#)
        #expect(mixed.list == [[:], []])
        #expect(mixed.rest == ["k": nil])
    }

    @Test func `walks arrays in and out`() throws {
        struct Walker: Decodable {
            var seen: [String] = []
            init(from decoder: any Decoder) throws {
                var outer = try decoder.unkeyedContainer()
                seen.append("\(outer.count ?? -1)")
                var inner = try outer.nestedUnkeyedContainer()
                while !inner.isAtEnd { seen.append("\(try inner.decode(Int.self))") }
                let object = try outer.nestedContainer(keyedBy: PlainKey.self)
                seen += object.allKeys.map(\.stringValue)
                seen.append("\(try outer.decodeNil())")
                #expect(throws: DecodingError.self) { try outer.decode(Int.self) }
                seen.append(try outer.decode(String.self))
                let last = try outer.superDecoder()
                seen.append(try last.singleValueContainer().decode(String.self))
                #expect(throws: DecodingError.self) { try outer.decode(Int.self) }
            }
        }
        let seen = try notification(#"[[1, 2], {"a": 1, "b": 2, "a": 3}, null, "x", "y"]"#).payload(as: Walker.self)
            .seen
        #expect(seen == ["5", "1", "2", "a", "b", "true", "x", "y"])
    }

    @Test func `a payload that is missing is null`() throws {
        let notification = try EnvelopeReader.read(Array(#"{"event_type": "e"}"#.utf8))
        #expect(try notification.payload(as: Int?.self) == nil)
    }

    private struct Doubling: NotificationSerializer {
        func serialize(payload: JSONValue, context: JSONValue) -> JSONValue {
            ["twice": payload, "user": context["user"] ?? nil]
        }
        func serialize(context: JSONValue) -> JSONValue { ["wrapped": context] }
        func deserialize(payload: JSONValue, context: JSONValue) throws -> JSONValue {
            guard let value = payload["twice"] else { throw NotificationError(.kafka, "not doubled") }
            return [value, context["user"] ?? nil]
        }
        func deserialize(context: JSONValue) -> JSONValue { context["wrapped"] ?? nil }
    }

    @Test func `a serializer changes payload and context both ways`() async throws {
        let transport = try NotificationTransport(configuration: ["transport_url": "memory://\(uniqueTopic("test"))/"])
        var options = NotifierOptions()
        options.serializer = Doubling()
        let recorder = RecordingDriver()
        let notifier = try Notifier(transport: transport, drivers: [recorder, MessagingDriver()], options: options)
        try await notifier.info("e", payload: 1, context: ["user": "u"])
        try notifier.post(.info, "e", payload: ["k": [1]] as [String: [Int]], context: ["user": "v"])
        #expect(
            recorder.notifications.map(\.payload) == [["twice": 1, "user": "u"], ["twice": ["k": [1]], "user": "v"]])
        #expect(recorder.notifications.first?.header.context == ["wrapped": ["user": "u"]])
        var listening = ListenerOptions()
        listening.serializer = Doubling()
        let seen = Collected<JSONValue>()
        let listener = try NotificationListener(transport: transport, targets: ["notifications"], options: listening) {
            On(.info) { notification in
                seen.append(try notification.payload)
                seen.append(try notification.payload(as: [JSONValue].self)[1])
                seen.append(try notification.context)
                return .handled
            }
        }
        let run = Task { try await listener.run() }
        try await seen.waitForCount(6)
        #expect(seen.elements == [[1, "u"], "u", ["user": "u"], [["k": [1]], "v"], "v", ["user": "v"]])
        await transport.close()
        try await run.value
    }
}
