// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Testing

@testable import OsloNotifications

@Suite struct NotificationFilterTests {
    private static func notification(
        eventType: JSONValue = "compute.instance.create.end", context: JSONValue = ["tenant": "5f64"],
        payload: JSONValue = ["state": "active"]
    ) throws -> ReceivedNotification {
        let document: JSONValue = [
            "message_id": "abc-123", "publisher_id": "compute.host1", "event_type": eventType, "priority": "INFO",
            "payload": payload, "timestamp": "2024-02-29 12:34:56.789012", "_context": context,
        ]
        return try read("\(document)")
    }

    private static func read(_ text: String) throws -> ReceivedNotification {
        try EnvelopeReader.read([UInt8](text.utf8))
    }

    private static func vectors() throws -> [JSONValue] {
        let folder = try #require(Bundle.module.url(forResource: "Fixtures/filters", withExtension: nil))
        let data = try Data(contentsOf: folder.appending(path: "filter_index.json"))
        return try #require(try JSONValue(parsing: [UInt8](data).span).arrayValue)
    }

    private static func filter(_ rule: JSONValue) throws(NotificationError) -> NotificationFilter {
        func patterns(_ name: String) -> [String: String] {
            (rule[name]?.objectValue).map { object in
                object.reduce(into: [:]) { $0[$1.key] = $1.value.stringValue }
            } ?? [:]
        }
        return try NotificationFilter(
            publisherID: rule["publisher_id"]?.stringValue, eventType: rule["event_type"]?.stringValue,
            context: patterns("context"), metadata: patterns("metadata"), payload: patterns("payload"))
    }

    @Test func `the vectors give what Python gives, and false where it dies`() throws {
        let vectors = try Self.vectors()
        #expect(vectors.count == 38)
        for vector in vectors {
            let rule = try #require(vector["rule"])
            guard vector["construct_exception"] == nil else {
                let error = try #require(throws: NotificationError.self) { try Self.filter(rule) }
                #expect(error.code == .invalidPattern)
                continue
            }
            let message = try #require(vector["message"])
            let document: JSONValue = [
                "message_id": message["metadata"]?["message_id"] ?? .null,
                "publisher_id": message["publisher_id"] ?? .null,
                "event_type": message["event_type"] ?? .null, "priority": "INFO",
                "payload": message["payload"] ?? .null,
                "timestamp": message["metadata"]?["timestamp"] ?? .null, "_context": message["ctxt"] ?? .null,
            ]
            let expected = vector["match"]?.boolValue ?? false
            let filter = try Self.filter(rule)
            #expect(try filter.matches(Self.read("\(document)")) == expected, "\(vector)")
            // The same with everything escaped twice, in an envelope.
            let envelope: JSONValue = ["oslo.version": "2.0", "oslo.message": .string("\(document)")]
            #expect(try filter.matches(Self.read("\(envelope)")) == expected, "\(vector)")
        }
    }

    @Test func `all conditions of a filter have to be true`() throws {
        let notification = try Self.notification()
        let both = NotificationFilter.eventType("^compute").and(.payload("state", "active$"))
        #expect(both.matches(notification))
        #expect(!both.and(.context("tenant", "x")).matches(notification))
        #expect(!both.and(NotificationFilter { _ in false }).matches(notification))
        #expect(try NotificationFilter().matches(notification))
    }

    @Test(arguments: [
        #"{"a": 1}"#, #"{"a": null}"#, #"{"a": true}"#, #"{"a": ["x"]}"#, #"{"a": {"a": "x"}}"#, #"{"b": "x"}"#,
        #"["a"]"#,
        #""a""#, "null", "1", "{}", #"{"A": "x"}"#, #"{"a": "x", "a": 1}"#,
    ])
    func `a payload without a string there doesn't match`(_ payload: String) throws {
        let document = #"{"event_type": "e", "priority": "info", "payload": \#(payload)}"#
        #expect(try !NotificationFilter(.payload("a"), "").matches(Self.read(document)))
    }

    @Test(arguments: [
        #"{"a": "x"}"#, #"{"b": {"a": 1}, "a": "x"}"#, #"{"a": 1, "a": "x"}"#, #"{ "\u0061" : "\u0078" }"#,
    ])
    func `one with a string there does`(_ payload: String) throws {
        let document = #"{"event_type": "e", "priority": "info", "payload": \#(payload)}"#
        #expect(try NotificationFilter(.payload("a"), "x$").matches(Self.read(document)))
    }

    @Test func `keys are compared by code point`() throws {
        let document = "{\"priority\": \"info\", \"payload\": {\"e\u{301}\": \"x\", \"\\u00e9\": \"y\"}}"
        #expect(try NotificationFilter(.payload("\u{E9}"), "y").matches(Self.read(document)))
        #expect(try NotificationFilter(.payload("e\u{301}"), "x").matches(Self.read(document)))
    }

    @Test func `a context of flat fields is looked into`() throws {
        let notification = try Self.read(
            #"{"priority": "info", "payload": {}, "_context_tenant": "5f64", "_context_n": 1}"#)
        #expect(try NotificationFilter(.context("tenant"), "5f").matches(notification))
        #expect(try !NotificationFilter(.context("n"), "").matches(notification))
        #expect(try !NotificationFilter(.context("m"), "").matches(notification))
    }

    @Test func `lone surrogates are characters`() throws {
        let notification = try Self.read(#"{"priority": "info", "event_type": "a\ud800b"}"#)
        #expect(try NotificationFilter(.eventType, "a.b$").matches(notification))
        #expect(try NotificationFilter(.eventType, "a\\ud800b$").matches(notification))
        #expect(try !NotificationFilter(.eventType, "a\\w").matches(notification))
    }

    @Test func `what costs least is looked at first, and what is not asked for never`() throws {
        let filter = try NotificationFilter(
            publisherID: "p", eventType: "e", context: ["c": ""], metadata: ["timestamp": ""], payload: ["k": ""])
        #expect(filter.fields.last == .payload("k"))
        #expect(filter.fields.dropLast().last == .context("c"))
        let reversed = NotificationFilter.payload("k", "").and(.context("c", "")).and(.eventType("e"))
        #expect(reversed.fields == [.eventType, .context("c"), .payload("k")])
        #expect(NotificationFilter.eventType("e").fields == [.eventType])
    }

    @Test func `a pattern that is none is told with its field`() throws {
        let error = try #require(throws: NotificationError.self) { try NotificationFilter(.payload("state"), "(a)\\1") }
        #expect(error.code == .invalidPattern)
        #expect(error.option == "payload.state")
        #expect(error.message.contains("payload.state"))
        #expect(error.message.contains("a backreference, \\1, is not supported at position 3"))
        #expect(error.message.contains("allowed: "))
    }

    @Test func `a listener can't be made with a filter whose pattern is none`() throws {
        let filter = NotificationFilter.eventType("*").and(.payload("a", "b"))
        #expect(filter.problem?.code == .invalidPattern)
        #expect(try !filter.matches(Self.notification()))
        let transport = try NotificationTransport(configuration: ["transport_url": "kafka://127.0.0.1:1/"])
        let error = try #require(throws: NotificationError.self) {
            _ = try NotificationListener(transport: transport, targets: ["t"]) {
                On(.info, matching: filter) { _ in .handled }
            }
        }
        #expect(error.message.contains("nothing to repeat at position 0"))
    }

    @Test(
        arguments: [
            ("publisher_id", .publisherID), ("event_type", .eventType), ("context.a", .context("a")),
            ("payload.a.b", .payload("a.b")), ("metadata.timestamp", .metadata("timestamp")),
        ] as [(String, NotificationFilter.Field)])
    func `fields have names`(_ name: String, _ field: NotificationFilter.Field) {
        #expect(NotificationFilter.Field(name: name) == field)
        #expect(field.name == name)
    }

    @Test(arguments: ["", "payload", "payload.", "priority", "Event_type", ".a", "ctxt.a", "event_type.a"])
    func `other names are none`(_ name: String) {
        #expect(NotificationFilter.Field(name: name) == nil)
    }

    @Test func `a prefix is no pattern`() throws {
        #expect(try NotificationFilter.eventType(prefix: "compute.").matches(Self.notification()))
        #expect(try !NotificationFilter.eventType(prefix: "compute.").matches(Self.notification(eventType: "computex")))
        #expect(try !NotificationFilter.publisherID(prefix: "compute.host1x").matches(Self.notification()))
    }
}
