// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OpenStackMessages
internal import OsloNotifications
internal import Testing

struct CeilometerTests {
    private let signer = Ceilometer.Signer(secret: "s")

    private static let sampleText = """
        {"source": "openstack", "counter_name": "volume.size", "counter_type": "gauge", "counter_unit": "GiB", \
        "counter_volume": 2, "user_id": "u", "user_name": null, "project_id": "p", "project_name": "é", \
        "resource_id": "r", "timestamp": "2024-02-29T12:34:56.789012+00:00", \
        "resource_metadata": {"z": 1, "a": [1.0, {"b": null}]}, \
        "message_id": "05100000-0000-4000-8000-000000000003", "monotonic_time": 12.5}
        """
    private static let eventText = """
        {"message_id": "m", "event_type": "a.b", "generated": "2024-02-29T12:34:56.789012", "traits": \
        [["t", 1, "x"], ["i", 2, 123456789012345678901], ["f", 3, 0.5], ["d", 4, "2024-02-29T12:34:56"], \
        ["n", 0, null]], "raw": {"z": [1]}}
        """

    @Test("A sample that is read and written is the same, and has Ceilometer's types")
    func sample() throws {
        let members = try #require(try JSONValue(parsing: Self.sampleText).objectValue)
        let sample = try Ceilometer.Sample(members: members)
        #expect(sample.name == "volume.size")
        #expect(sample.type == .gauge)
        #expect(sample.volume == 2)
        #expect(sample.userName == nil)
        #expect(sample.measuredAt == UTCTimestamp("2024-02-29T12:34:56.789012"))
        #expect(sample.resourceMetadata["a"] == [1.0, ["b": nil]])
        #expect(JSONValue.object(sample.members).description == JSONValue.object(members).description)
    }

    @Test("An event that is read and written is the same, and its traits have types")
    func event() throws {
        let members = try #require(try JSONValue(parsing: Self.eventText).objectValue)
        let event = try Ceilometer.Event(members: members)
        #expect(event.type == "a.b")
        #expect(event.generatedAt == UTCTimestamp("2024-02-29T12:34:56.789012"))
        #expect(event.trait("t")?.type == .text)
        #expect(event.trait("d")?.instant == UTCTimestamp("2024-02-29T12:34:56"))
        #expect(event.trait("t")?.instant == nil)
        #expect(event.trait("other") == nil)
        #expect(JSONValue.object(event.members).description == Self.eventText)
    }

    @Test("A payload that is written is read again, one by one, and one that is wrong costs no other")
    func payload() throws {
        let samples = (0..<3).map {
            Ceilometer.Sample(name: "m\($0)", type: .delta, unit: "B", volume: JSONValue($0), resourceID: nil)
        }
        var payload = try #require(try Ceilometer.Sample.payload(samples, signedBy: signer).arrayValue)
        payload[1]["counter_volume"] = 7
        payload.append("x")
        let read = try Ceilometer.Sample.messages(in: .array(payload), checkedBy: signer)
        #expect(read.count == 4)
        #expect(try read[0].get() == samples[0])
        #expect(try read[2].get() == samples[2])
        #expect(throws: MessageError.self) { try read[1].get() }
        #expect(throws: MessageError.self) { try read[3].get() }
        #expect(try Ceilometer.Sample.messages(in: .array(payload), checkedBy: .unsigned)[1].get().volume == 7)
        #expect(throws: MessageError.self) { try Ceilometer.Sample.messages(in: [:], checkedBy: .unsigned) }
    }

    @Test("Made traits are what Ceilometer makes")
    func traits() throws {
        let instant = try #require(UTCTimestamp("2024-02-29T12:34:56"))
        let event = Ceilometer.Event(
            type: "e",
            traits: [
                .init("t", text: "x"), .init("i", integer: 1), .init("f", float: 1), .init("d", datetime: instant),
            ])
        #expect(
            event.members["traits"] == [
                ["t", 1, "x"], ["i", 2, 1], ["f", 3, 1.0], ["d", 4, "2024-02-29T12:34:56.000000"],
            ])
        #expect(event.messageID.utf8.count == 36)
        #expect(event.generatedAt != nil)
    }

    @Test(
        "A sample that is wrong names the member, what it is and what is allowed",
        arguments: [
            ("counter_name", nil, "missingField: counter_name is missing"),
            ("counter_name", 1, "invalidField: counter_name is 1; allowed: a text"),
            ("counter_type", "gague", #"invalidField: counter_type is "gague"; allowed: gauge, delta, cumulative"#),
            ("counter_unit", .null, "invalidField: counter_unit is null; allowed: a text"),
            ("counter_volume", nil, "missingField: counter_volume is missing"),
            ("resource_metadata", [], "invalidField: resource_metadata is an array; allowed: an object"),
            ("monotonic_time", "x", #"invalidField: monotonic_time is "x"; allowed: a number"#),
            ("user_id", [:], "invalidField: user_id is an object; allowed: a text"),
        ] as [(String, JSONValue?, String)])
    func wrongSample(key: String, value: JSONValue?, expected: String) throws {
        var members = try #require(try JSONValue(parsing: Self.sampleText).objectValue)
        members[key] = value
        let error = #expect(throws: MessageError.self) { try Ceilometer.Sample(members: members) }
        #expect(error?.description == expected)
    }

    @Test(
        "A trait that is wrong is told by its place",
        arguments: [
            ("x", #"traits[1]: it is "x"; allowed: an array of name, type and value"#),
            (["a", 1], "traits[1]: it is an array; allowed: an array of name, type and value"),
            ([1, 1, "x"], "traits[1]: the name is 1; allowed: a text"),
            (["a", 5, "x"], "traits[1]: the type is 5; allowed: 0 to 4"),
            (["a", 2, "x"], #"traits[1]: the value is "x"; allowed for type 2: integer"#),
            (["a", 3, nil], "traits[1]: the value is null; allowed for type 3: float"),
        ] as [(JSONValue, String)])
    func wrongTrait(trait: JSONValue, expected: String) throws {
        var members = try #require(try JSONValue(parsing: Self.eventText).objectValue)
        members["traits"] = [["a", 1, "x"], trait]
        let error = #expect(throws: MessageError.self) { try Ceilometer.Event(members: members) }
        #expect(error?.message == expected)
    }
}
