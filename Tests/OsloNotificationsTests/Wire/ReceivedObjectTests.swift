// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Testing

/// An object of a notification that was received is like one that was built.
@Suite struct ReceivedObjectTests {
    private static func payloads(_ json: String) throws -> (received: JSONValue, built: JSONValue) {
        let escaped = json.replacing(#"\"#, with: #"\\"#).replacing(#"""#, with: #"\""#)
        let message = #"{\"event_type\": \"e\", \"payload\": \#(escaped), \"_context\": {}}"#
        let record = Array(#"{"oslo.version": "2.0", "oslo.message": "\#(message)"}"#.utf8)
        return (try EnvelopeReader.read(record).payload, try JSONValue(parsing: json))
    }

    private static let large = "{" + (0..<120).map { "\"key\($0 % 110)\": \($0)" }.joined(separator: ", ") + "}"

    @Test(arguments: [
        #"{}"#, #"{"a": 1, "b": {"c": ["d", {"e": null}]}}"#, #"{"a": 1, "b": 2, "a": 3}"#, #"{"a": 1, "\u0061": 2}"#,
        #"{"\ud83d": 1, "é": 2, "\u00e9": 3}"#, #"{"": {"": ""}}"#,
        #"{"abcdefgh1": 1, "abcdefgh2": 2, "abcdefgh12": 3}"#,
        #"{"prefix_a_suffix_": 1, "prefix_b_suffix_": 2, "prefix_a_suffix_": 3}"#, large,
    ])
    func `it has the same members`(_ json: String) throws {
        let (received, built) = try Self.payloads(json)
        let (mine, other) = (try #require(received.objectValue), try #require(built.objectValue))
        #expect(received == built && built == received)
        #expect(received.hashValue == built.hashValue)
        #expect(received.description == built.description)
        #expect(mine.count == other.count && mine.keys == other.keys)
        #expect(mine.map(\.key) == other.map(\.key))
        for position in other.indices {
            #expect(mine[position].key == other[position].key && mine[position].value == other[position].value)
        }
        for key in other.keys { #expect(mine[key] == other[key]) }
        #expect(mine["missing"] == nil && mine["abcdefgh"] == nil)
    }

    @Test func `changing one leaves its copies as they are`() throws {
        let (received, _) = try Self.payloads(#"{"a": 1, "b": {"c": 2}}"#)
        var changed = received
        changed["a"] = nil
        changed["b"]?["c"] = 3
        changed["d"] = 4
        #expect(received == ["a": 1, "b": ["c": 2]])
        #expect(changed == ["b": ["c": 3], "d": 4])
    }

    @Test func `keys that only look alike in part are told apart`() throws {
        let names = (0..<90).map { "instance_\($0)_of_a_long_name" }
        let json = "{" + names.enumerated().map { "\"\($1)\": \($0)" }.joined(separator: ", ") + "}"
        let payload = try Self.payloads(json).received
        for (number, name) in names.enumerated() { #expect(payload[name]?.intValue == number) }
        #expect(payload["instance_90_of_a_long_name"] == nil)
    }
}
