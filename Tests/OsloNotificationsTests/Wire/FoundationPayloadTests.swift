// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import OsloNotificationsFoundation
import Rdkafka
import TestSupport
import Testing

@testable import OsloNotifications

@Suite struct FoundationPayloadTests {
    private struct Everything: Codable, Equatable {
        var at: Date
        var until: Date?
        var id: UUID
        var link: URL
        var bytes: Data
        var price: Decimal
        var dates: [Date]
        var byName: [String: UUID]
    }

    private static let value = Everything(
        at: Date(timeIntervalSince1970: 1_709_210_096.789012), until: nil,
        id: UUID(uuidString: "0ABCDEF0-0000-4000-8000-00000000000F") ?? UUID(), link: URL(filePath: "/a"),
        bytes: Data([0xFF, 0]), price: Decimal(string: "12.10") ?? 0,
        dates: [Date(timeIntervalSince1970: -0.5)],
        byName: ["a": UUID(uuidString: "0ABCDEF0-0000-4000-8000-00000000000F") ?? UUID()])

    private static let text = #"""
        {"at": "2024-02-29T12:34:56.789012", "id": "0abcdef0-0000-4000-8000-00000000000f", "link": "file:///a", \#
        "bytes": "/wA=", "price": 12.1, "dates": ["1969-12-31T23:59:59.500000"], \#
        "byName": {"a": "0abcdef0-0000-4000-8000-00000000000f"}}
        """#

    @Test("D31: Foundation's types in the forms of oslo.serialization, through the notifier and back")
    func forms() async throws {
        let transport = try NotificationTransport(configuration: ["transport_url": "memory://\(uniqueTopic("test"))/"])
        var options = NotifierOptions()
        options.payloadCoding = .foundation()
        try await Notifier(transport: transport, options: options).info("e", payload: Self.value)
        let broker = try transport.memory
        let record = try #require(broker.records(of: "notifications.info").first)
        let notification = try EnvelopeReader.read(record.value)
        #expect(try notification.payload.description == Self.text)
        #expect(try notification.payload(as: Everything.self, coding: .foundation()) == Self.value)
        await transport.close()
    }

    @Test func `reads the forms that senders have`() throws {
        let coding = PayloadCoding.foundation(decimal: .text)
        let half = Date(timeIntervalSince1970: 1.5)
        for text in [#""1970-01-01 00:00:01.5""#, #""1970-01-01T02:00:01.500000+02:00""#, "1.5"] {
            #expect(try JSONValue(parsing: text).decode(as: Date.self, coding: coding) == half)
        }
        for text in [#""1.10""#, "1.1"] {
            #expect(try JSONValue(parsing: text).decode(as: Decimal.self, coding: coding) == Decimal(string: "1.1"))
        }
        let big = "123456789012345678901234567890"
        #expect(try JSONValue(parsing: big).decode(as: Decimal.self, coding: coding) == Decimal(string: big))
        #expect(try JSONValue(encoding: Decimal(string: "1.10") ?? 0, coding: coding) == "1.1")
        #expect(try JSONValue(encoding: Decimal(string: big) ?? 0, coding: .foundation()).description == big)
    }

    @Test(arguments: [
        #"{"at": "yesterday"}"#, #"{"at": [1]}"#,
    ])
    func `says where a value has another form`(_ text: String) throws {
        struct Timed: Decodable { var at: Date }
        let error = #expect(throws: WireError.self) {
            try JSONValue(parsing: text).decode(as: Timed.self, coding: .foundation())
        }
        #expect(error?.pathDescription == "at")
        #expect(error?.code == .typeMismatch)
    }

    @Test func `what a rule refuses and was caught leaves no trace`() throws {
        struct Careful: Encodable {
            enum Key: CodingKey { case good, bad, also }

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(1, forKey: .good)
                try? container.encode(Date.distantFuture.addingTimeInterval(1e12), forKey: .bad)
                try? container.encode(Decimal.nan, forKey: .bad)
                try container.encode(2, forKey: .also)
            }
        }
        var writer = EnvelopeWriter(format: .bare, payloadCoding: .foundation())
        try writer.write(MessageHeader(publisherID: nil, eventType: "e"), payload: Careful())
        #expect(try EnvelopeReader.read(writer.bytes).payload == ["good": 1, "also": 2])
    }

    @Test func `a date that has no form ends the encoding`() {
        let error = #expect(throws: WireError.self) {
            try JSONValue(encoding: ["at": Date.distantFuture.addingTimeInterval(1e12)], coding: .foundation())
        }
        #expect(error?.code == .codableFailed)
    }
}
