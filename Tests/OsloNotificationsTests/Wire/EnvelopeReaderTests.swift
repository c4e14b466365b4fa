// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Testing

@Suite struct EnvelopeReaderTests {
    // What oslo.messaging fails on and this library reads.
    private static let readAnyway: Set<String> = ["ok_bom", "v1_no_context", "v2_no_context", "version_number_2_0"]

    private static let codes: [String: WireError.Code] = [
        "tombstone": .tombstone, "utf16": .invalidUTF8, "latin1_in_v1": .invalidUTF8,
        "raw_surrogate_utf8": .invalidUTF8, "int_4301_digits": .integerTooLong, "inner_list": .notANotification,
        "inner_null": .notANotification, "inner_string": .notANotification, "outer_list": .notANotification,
        "outer_null": .notANotification, "outer_string": .notANotification,
        "outer_double_encoded": .notANotification, "envelope_no_version": .notANotification,
        "version_1_0": .unsupportedVersion, "version_1_9": .unsupportedVersion, "version_2": .unsupportedVersion,
        "version_2_0_1": .unsupportedVersion, "version_2_1": .unsupportedVersion,
        "version_empty": .unsupportedVersion, "version_neg2_0": .unsupportedVersion, "empty": .malformedJSON,
        "inner_not_json": .malformedJSON, "raw_control_char": .malformedJSON, "trailing_comma": .malformedJSON,
        "two_documents": .malformedJSON,
    ]

    @Test func `all odd inputs are there`() {
        #expect(DecodeCase.all.count == 63)
    }

    @Test(arguments: DecodeCase.all)
    func `reads what oslo.messaging reads, as it does, and refuses the rest`(_ input: DecodeCase) throws {
        guard let unpacked = input.unpacked else {
            if Self.readAnyway.contains(input.name) {
                let notification = try EnvelopeReader.read(input.record)
                #expect(notification.eventType == "e")
                #expect(try notification.payload == ["a": 1])
            } else {
                let error = #expect(throws: WireError.self) { try EnvelopeReader.read(input.record) }
                #expect(error?.code == Self.codes[input.name])
                #expect(error?.offset != nil || input.name == "tombstone")
            }
            return
        }
        let notification = try EnvelopeReader.read(input.record)
        var message = try notification.document
        #expect(message["_context"] == unpacked["ctxt"])
        message["_context"] = nil
        #expect(DecodeCase.comparable(.object(message)) == unpacked["message"])
        #expect(DecodeCase.comparable(try notification.context) == unpacked["ctxt"])

        guard let call = input.calls?[0] else {
            #expect(notification.priority == nil)
            return
        }
        #expect(notification.priority?.rawValue == call["method"]?.stringValue)
        #expect(notification.publisherID == call["publisher_id"]?.stringValue)
        #expect(notification.eventType == call["event_type"]?.stringValue)
        #expect(notification.messageID == call["metadata"]?["message_id"]?.stringValue)
        #expect(notification.timestamp == call["metadata"]?["timestamp"]?.stringValue)
        #expect(DecodeCase.comparable(try notification.payload) == call["payload"])
    }

    @Test(arguments: Vectors.written)
    func `what is read is written again byte for byte`(_ name: String) throws {
        let record = try Vectors.bytes("\(name).json")
        var writer = EnvelopeWriter(nonFiniteNumbers: .pythonWords)
        try writer.write(document: EnvelopeReader.read(record).document)
        #expect(Vectors.text(writer.bytes) == Vectors.text(record))
    }

    @Test(arguments: ["2.0", "2.0.0", "2.00", "02.0", " 2.0", "2.-1"])
    func `takes each spelling of version 2.0 that oslo.messaging takes`(_ version: String) throws {
        let record: JSONValue = ["oslo.version": .string(version), "oslo.message": #"{"event_type": "e"}"#]
        #expect(try EnvelopeReader.read(record.jsonBytes()).eventType == "e")
    }

    @Test(
        arguments: ["3.0", "2.1", "1.0", "2", "", "abc", "2.x", "2.0.x", "2.0.1", "2.0,0"] as [JSONValue] + [
            nil, 2.1, 3,
        ])
    func `refuses other versions by name`(_ version: JSONValue) throws {
        let record: JSONValue = ["oslo.version": version, "oslo.message": #"{"event_type": "e"}"#]
        let error = #expect(throws: WireError.self) { try EnvelopeReader.read(record.jsonBytes()) }
        #expect(error?.code == .unsupportedVersion)
        #expect(error?.message.contains(version.description) == true)
        #expect(error?.offset == 17)
    }

    @Test func `takes an object as oslo.message`() throws {
        let record = #"{"oslo.message": {"event_type": "e", "payload": [1]} , "oslo.version": 2.0, "more": []}"#
        let notification = try EnvelopeReader.read(Array(record.utf8))
        #expect(notification.eventType == "e")
        #expect(try notification.payload == [1])
    }

    @Test(arguments: [true, false])
    func `takes the flat form of RabbitMQ`(isEnveloped: Bool) throws {
        let inner: JSONValue = [
            "_unique_id": "0a", "_context_user": "u", "_context_roles": ["admin"], "event_type": "e",
            "priority": "INFO",
        ]
        let record: JSONValue =
            isEnveloped ? ["oslo.version": "2.0", "oslo.message": .string(inner.description)] : inner
        let notification = try EnvelopeReader.read(record.jsonBytes())
        #expect(try notification.context == ["user": "u", "roles": ["admin"]])
        #expect(try notification.context.objectValue?.keys == ["user", "roles"])
        #expect(try notification.document["_unique_id"] == "0a")
    }

    @Test func `finds fields whose names are escaped`() throws {
        let record = #"{"event\u005ftype": "e", "priorit\u0079": "\u0049nfo", "payload": {"\u0061": 1}}"#
        let notification = try EnvelopeReader.read(Array(record.utf8))
        #expect(notification.eventType == "e")
        #expect(notification.priority == .info)
        #expect(try notification.payload == ["a": 1])
    }

    @Test func `lone surrogates survive, in values and in keys, through both layers`() throws {
        let inner = #"{"payload": {"\ud800": "a\udc00b", "\ud801": "\ud83d\ude00", "c": "\ude00\ud83d"}}"#
        let envelope: JSONValue = ["oslo.version": "2.0", "oslo.message": .string(inner)]
        for record in [inner, envelope.description] {
            let notification = try EnvelopeReader.read(Array(record.utf8))
            #expect(JSONValue.object(try notification.document).description == inner)
            #expect(try notification.payload["c"]?.stringValue == "\u{FFFD}\u{FFFD}")
        }
    }

    @Test func `joins surrogates that the two layers bring separately`() throws {
        let record = #"{"oslo.version": "2.0", "oslo.message": "{\"payload\": \"\ud83d\\ude00 \ud800\"}"}"#
        let payload = try EnvelopeReader.read(Array(record.utf8)).payload
        #expect(payload.stringValue == "😀 \u{FFFD}")
        #expect(payload.description == #""\ud83d\ude00 \ud800""#)
    }

    @Test func `keys that differ only in Unicode form stay apart`() throws {
        let text = "{\"\\u00e9\": 1, \"e\\u0301\": 2}"
        let value = try JSONValue(parsing: text)
        #expect(value["é"] == 1)
        #expect(value["e\u{301}"] == 2)
        #expect(value.description == text)
        #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
    }

    @Test(arguments: [
        ("{\"payload\": 01}", 13), ("{\"payload\": 1.}", 14), ("{\"payload\": -}", 13), ("{\"payload\": 1e}", 14),
        ("{\"payload\": .5}", 12), ("{\"payload\": nul}", 12), ("{\"payload\": +1}", 12),
        ("{\"payload\": \"\\x\"}", 14),
        ("{\"payload\": \"\\u12g4\"}", 17), ("{\"payload\": [1,]}", 15), ("{\"payload\": {,}}", 13),
        ("{\"payload\"}", 10),
        ("{payload: 1}", 1), ("{\"payload\": \"", 13), ("{\"payload\": [", 13), ("{\"payload\": [}", 13), ("{", 1),
        ("{\"payload\": 'a'}", 12), ("{\"payload\": 1} // x", 15), ("{\"payload\": \"a\u{1}\"}", 14), ("{} {}", 3),
        ("{\"payload\": \"\\", 14), ("{\"payload\": \"\\u12", 17), ("[[1}]", 3), ("{\"payload\": [1 2]}", 15),
    ])
    func `says at which byte the text is wrong`(_ text: String, _ offset: Int) {
        let error = #expect(throws: WireError.self) { try EnvelopeReader.read(Array(text.utf8)) }
        #expect(error?.code == .malformedJSON)
        #expect(error?.offset == offset)
    }

    @Test func `counts bytes of the inner document where that is wrong`() {
        let record = #"{"oslo.version": "2.0", "oslo.message": "{\"payload\": x}"}"#
        let error = #expect(throws: WireError.self) { try EnvelopeReader.read(Array(record.utf8)) }
        #expect(error?.layer == .message)
        #expect(error?.offset == 12)
    }

    @Test(arguments: ["[", "{\"a\":"], [511, 512, 100_000])
    func `reads 511 levels in a payload and refuses more without using up the stack`(_ open: String, _ depth: Int)
        throws
    {
        let payload =
            String(repeating: open, count: depth) + "1" + String(repeating: open == "[" ? "]" : "}", count: depth)
        let record = Array("{\"payload\": \(payload)}".utf8)
        guard depth > 511 else {
            let written = try EnvelopeReader.read(record).payload.jsonBytes()
            #expect(written.count(where: { $0 == open.utf8.first }) == depth)
            return
        }
        let error = #expect(throws: WireError.self) { try EnvelopeReader.read(record) }
        #expect(error?.code == .tooDeep)
    }

    @Test func `many keys, and the same key many times, stay fast and in order`() throws {
        let members = (0..<50_000).map { "\"key\($0 % 25_000)\": \($0)" }.joined(separator: ", ")
        let object = try #require(try JSONValue(parsing: "{\(members)}").objectValue)
        #expect(object.count == 25_000)
        #expect(object["key0"] == 25_000)
        #expect(object.keys.first == "key0")
        #expect(object.keys.last == "key24999")
    }
}
