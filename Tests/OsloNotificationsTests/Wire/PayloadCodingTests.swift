// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Testing

@Suite struct PayloadCodingTests {
    private struct Instance: Codable, Equatable {
        enum State: String, Codable { case active, deleted }

        struct Flavor: Codable, Equatable {
            var name: String
            var extra: [String: String]
        }

        var id: Int
        var state: State
        var flavor: Flavor?
        var fixedIPs: [String]
        var matrix: [[Double]]
        var memory: UInt64
        var load: Float
        var launchedAt: UTCTimestamp
        var metadata: JSONValue
        var missing: Int?
        var huge: Int128
    }

    private static let header = MessageHeader(
        messageID: "m1",
        publisherID: "p",
        eventType: "e",
        timestamp: .text("2024-02-29 12:34:56")
    )

    private static func text(_ payload: some Encodable) throws -> String {
        var writer = EnvelopeWriter(format: .bare)
        try writer.write(header, payload: payload)
        return try EnvelopeReader.read(writer.bytes).payload.description
    }

    @Test func `writes a synthesized type in the order of its properties and reads it back`() throws {
        let instance = Instance(
            id: 12,
            state: .active,
            flavor: .init(name: "m1.\"tiny\"", extra: ["é": "\u{7F}"]),
            fixedIPs: ["10.0.0.1", "::1"],
            matrix: [[1, 0.5], []],
            memory: .max,
            load: 0.1,
            launchedAt: try #require(UTCTimestamp("2024-02-29 12:34:56")),
            metadata: [
                "z": [nil, 1e16, 9.1e15], "a": .bigInteger(try #require(JSONBigInteger("-99999999999999999999"))),
            ],
            huge: .min
        )
        var writer = EnvelopeWriter()
        try writer.write(Self.header, payload: instance)
        let notification = try EnvelopeReader.read(writer.bytes)
        #expect(
            try notification.payload.description == #"""
                {"id": 12, "state": "active", "flavor": {"name": "m1.\"tiny\"", "extra": {"\u00e9": "\u007f"}}, \#
                "fixedIPs": ["10.0.0.1", "::1"], "matrix": [[1.0, 0.5], []], "memory": 18446744073709551615, \#
                "load": 0.1, "launchedAt": "2024-02-29T12:34:56.000000", \#
                "metadata": {"z": [null, 1e+16, 9100000000000000.0], "a": -99999999999999999999}, \#
                "huge": -170141183460469231731687303715884105728}
                """#
        )
        #expect(try notification.payload(as: Instance.self) == instance)
        var tree = EnvelopeWriter()
        try tree.write(Self.header, payload: try notification.payload)
        #expect(tree.bytes == writer.bytes)
    }

    @Test func `writes scalars, nil and empty values as whole payloads`() throws {
        struct Nothing: Encodable {
            func encode(to encoder: any Encoder) {}
        }
        #expect(try Self.text("x") == #""x""#)
        #expect(try Self.text(Int?.none) == "null")
        #expect(try Self.text(true) == "true")
        #expect(try Self.text([UInt8(1), 2]) == "[1, 2]")
        #expect(try Self.text([Int?.none, 1]) == "[null, 1]")
        #expect(try Self.text(Nothing()) == "{}")
        #expect(try Self.text([Nothing()]) == "[{}]")
        #expect(try Self.text([Int]()) == "[]")
        #expect(try Self.text([Float(16_777_216), 3.4e38]) == "[16777216.0, 3.4e+38]")
    }

    private struct Interleaved: Encodable {
        enum Key: String, CodingKey { case a, b, c }

        func encode(to encoder: any Encoder) throws {
            var outer = encoder.container(keyedBy: Key.self)
            var first = outer.nestedUnkeyedContainer(forKey: .a)
            var second = outer.nestedContainer(keyedBy: Key.self, forKey: .b)
            try outer.encode(1, forKey: .c)
            let parent = outer.superEncoder()
            try second.encode("x", forKey: .a)
            try first.encode(1)
            var deep = first.nestedContainer(keyedBy: Key.self)
            try first.encode("é")
            try deep.encode(true, forKey: .a)
            var again = encoder.container(keyedBy: Key.self)
            try again.encodeNil(forKey: .c)
            try second.encode([1], forKey: .b)
            var single = parent.singleValueContainer()
            try single.encode(0.5)
        }
    }

    @Test func `containers that are filled late and in turns end up in their places`() throws {
        let payload = [Interleaved(), Interleaved()]
        let one = #"{"a": [1, {"a": true}, "\u00e9"], "b": {"a": "x", "b": [1]}, "c": 1, "super": 0.5, "c": null}"#
        for format in [EnvelopeFormat.bare, .enveloped] {
            var direct = EnvelopeWriter(format: format)
            try direct.write(Self.header, payload: payload)
            var inner = EnvelopeWriter(format: .bare)
            try inner.write(Self.header, payload: 0 as JSONValue)
            let expected = Vectors.text(inner.bytes).split(separator: "\"payload\": 0", maxSplits: 1)
            let document = expected.joined(separator: "\"payload\": [\(one), \(one)]")
            let whole: JSONValue = ["oslo.version": "2.0", "oslo.message": .string(document)]
            #expect(Vectors.text(direct.bytes) == (format == .bare ? document : whole.description))
        }
    }

    private class Base: Encodable {
        var id = 1
    }

    private final class Derived: Base {
        enum Key: CodingKey { case name }

        override func encode(to encoder: any Encoder) throws {
            try super.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode("n", forKey: .name)
        }
    }

    @Test func `a subclass adds to the object of its superclass`() throws {
        #expect(try Self.text(Derived()) == #"{"id": 1, "name": "n"}"#)
    }

    @Test func `what could not be written and was caught leaves no trace`() throws {
        struct Careful: Encodable {
            enum Key: CodingKey { case bad, good }

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try? container.encode(Double.nan, forKey: .bad)
                try? container.encode([["a": [1.0, .nan]]], forKey: .bad)
                try container.encode(1, forKey: .good)
                try? container.encode(JSONValue.double(.nan), forKey: .bad)
            }
        }
        #expect(try Self.text(Careful()) == #"{"good": 1}"#)
    }

    @Test func `D31: refuses NaN in a Codable payload with its path`() {
        struct Payload: Encodable { var cpus: [[String: Double]] }
        var writer = EnvelopeWriter()
        let error = #expect(throws: WireError.self) {
            try writer.write(Self.header, payload: Payload(cpus: [["a": 1], ["load": .infinity]]))
        }
        #expect(error?.code == .nonFiniteNumber)
        #expect(error?.pathDescription == "payload.cpus[1].load")
        #expect(writer.count == 0)
    }

    @Test func `hands on the error that a payload throws itself`() {
        struct Refusal: Error {}
        struct Payload: Encodable {
            func encode(to encoder: any Encoder) throws { throw Refusal() }
        }
        var writer = EnvelopeWriter()
        let error = #expect(throws: WireError.self) { try writer.write(Self.header, payload: Payload()) }
        #expect(error?.code == .codableFailed)
        #expect(error?.underlyingError is Refusal)
    }

    @Test func `refuses a payload that encodes itself in two forms`() {
        struct Payload: Encodable {
            func encode(to encoder: any Encoder) throws {
                var single = encoder.singleValueContainer()
                try single.encode(1)
                var array = encoder.unkeyedContainer()
                try array.encode(2)
            }
        }
        var writer = EnvelopeWriter()
        let error = #expect(throws: WireError.self) { try writer.write(Self.header, payload: [Payload()]) }
        #expect(error?.code == .codableFailed)
        #expect(error?.pathDescription == "payload[0]")
    }

    @Test func `refuses a payload that writes to a container whose value is complete`() {
        final class Keeper: Encodable {
            var kept: (any UnkeyedEncodingContainer)?

            func encode(to encoder: any Encoder) throws {
                if kept == nil { kept = encoder.unkeyedContainer() }
                try kept?.encode(1)
            }
        }
        let keeper = Keeper()
        var writer = EnvelopeWriter()
        let error = #expect(throws: WireError.self) { try writer.write(Self.header, payload: [keeper, keeper]) }
        #expect(error?.code == .codableFailed)
        #expect(writer.count == 0)
    }

    @Test func `a container whose value threw is of no more use to who kept it`() throws {
        struct Refusal: Error {}
        final class Keeper: Encodable {
            var kept: (any UnkeyedEncodingContainer)?
            var keptEncoder: (any Encoder)?

            func encode(to encoder: any Encoder) throws {
                kept = encoder.unkeyedContainer()
                keptEncoder = encoder
                try kept?.encode([["a": 1.5]])
                throw Refusal()
            }
        }
        struct Payload: Encodable {
            enum Key: CodingKey { case first, second }
            let keeper = Keeper()
            let usesEncoder: Bool

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try? container.encode(keeper, forKey: .first)
                try container.encode(["x"], forKey: .second)
                if usesEncoder {
                    var single = keeper.keptEncoder?.singleValueContainer()
                    try single?.encode(1)
                } else {
                    let count = keeper.kept?.count
                    try keeper.kept?.encode(count)
                }
            }
        }
        for usesEncoder in [false, true] {
            var writer = EnvelopeWriter()
            let error = #expect(throws: WireError.self) {
                try writer.write(Self.header, payload: Payload(usesEncoder: usesEncoder))
            }
            #expect(error?.code == .codableFailed)
            #expect(writer.count == 0)
        }
    }

    @Test func `refuses a Codable payload that never ends`() {
        struct Endless: Encodable {
            enum Key: CodingKey { case next }

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(Endless(), forKey: .next)
            }
        }
        var writer = EnvelopeWriter()
        let error = #expect(throws: WireError.self) { try writer.write(Self.header, payload: Endless()) }
        #expect(error?.code == .tooDeep)
    }

    @Test(arguments: [
        (#"{"a": [{"b": "x"}]}"#, "payload.a[0].b"), (#"{"a": [{}]}"#, "payload.a[0].b"),
        (#"{"a": [1]}"#, "payload.a[0]"),
        (#"{"a": null}"#, "payload.a"), (#"{}"#, "payload.a"), ("[]", "payload"), ("null", "payload"),
        (#"{"a": [{"b": 1}, {"b": 1.5}]}"#, "payload.a[1].b"), (#"{"a": [{"b": 128}]}"#, "payload.a[0].b"),
        (#"{"a": [{"b": 99999999999999999999}]}"#, "payload.a[0].b"),
    ])
    func `says which value of a payload does not fit`(_ payload: String, _ path: String) throws {
        struct Inner: Decodable { var b: Int8 }
        struct Outer: Decodable { var a: [Inner] }
        let notification = try EnvelopeReader.read(Array("{\"payload\": \(payload)}".utf8))
        let error = #expect(throws: WireError.self) { try notification.payload(as: Outer.self) }
        #expect(error?.code == .typeMismatch)
        #expect(error?.pathDescription == path)
        #expect(error?.underlyingError is DecodingError)
    }

    @Test func `decodes numbers of any spelling that fit`() throws {
        #expect(try JSONValue(parsing: "1.0").decode(as: Int.self) == 1)
        #expect(try JSONValue(parsing: "7").decode(as: Double.self) == 7)
        #expect(try JSONValue(parsing: "18446744073709551615").decode(as: UInt64.self) == .max)
        #expect(try JSONValue(parsing: "18446744073709551616").decode(as: Double.self) == 0x1p64)
        #expect(try JSONValue(parsing: "1e400").decode(as: Double.self) == .infinity)
        #expect(try JSONValue(parsing: "[1, null, 2]").decode(as: [Int?].self) == [1, nil, 2])
        #expect(throws: WireError.self) { try JSONValue(parsing: "1e300").decode(as: Float.self) }
    }

    @Test func `makes a tree of an Encodable value`() throws {
        #expect(try JSONValue(encoding: ["a": [1, 2]]) == ["a": [1, 2]])
    }
}
