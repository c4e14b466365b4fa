// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import OsloNotifications
import Testing

@Suite struct JSONValueTests {
    @Test func `keeps the order of members, replaces in place and removes`() {
        var value: JSONValue = ["z": 1, "a": 2, "z": 3]
        #expect(value.description == #"{"z": 3, "a": 2}"#)
        value["m"] = true
        value["z"] = nil
        value["a"] = [nil, 0.5]
        #expect(value.description == #"{"a": [null, 0.5], "m": true}"#)
        #expect(value["a"]?[1]?.doubleValue == 0.5)
        #expect(value["a"]?[2] == nil)
        #expect(value["a"]?[-1] == nil)
    }

    @Test func `finds, replaces and removes members of large objects`() throws {
        var object = JSONObject((0..<100).map { ("k\($0)", JSONValue($0)) })
        for index in stride(from: 0, to: 100, by: 2) { object["k\(index)"] = nil }
        object["k1"] = "one"
        #expect(object.count == 50)
        #expect(object["k1"] == "one")
        #expect(object["k99"] == 99)
        #expect(object["k0"] == nil)
        #expect(object.keys == stride(from: 1, to: 100, by: 2).map { "k\($0)" })
    }

    @Test func `compares objects without regard to order, numbers with regard to their kind`() {
        let left: JSONValue = ["a": 1, "b": [1.0]]
        let right: JSONValue = ["b": [1.0], "a": 1]
        #expect(left == right)
        #expect(left.hashValue == right.hashValue)
        #expect(left != ["a": 1, "b": [1]])
        #expect(left != ["a": 1, "c": [1.0]])
    }

    @Test(arguments: [
        ("9223372036854775808", "9223372036854775808"), ("-9223372036854775809", "-9223372036854775809"),
        ("00018446744073709551616", "18446744073709551616"), ("9223372036854775807", nil), ("-0", nil), ("", nil),
        ("-", nil), ("12x", nil), ("+99999999999999999999", nil), (String(repeating: "9", count: 4301), nil),
    ])
    func `takes as a big integer only what is one`(_ digits: String, _ canonical: String?) {
        #expect(JSONBigInteger(digits)?.digits == canonical)
    }

    @Test(arguments: [
        "0", "-0", "-0.0", "123456789012345678", "1234567890123456789", "-9223372036854775808", "1.5e-3",
        "0.1", "2.2250738585072014e-308", "123456789.123456789", "1e22", "1e23", "0.000001", "9007199254740993.0",
    ])
    func `reads numbers as Python does`(_ text: String) throws {
        let value = try JSONValue(parsing: text)
        switch value {
        case .double(let number): #expect(number == Double(text))
        case .integer(let number): #expect(number == Int64(text))
        default: Issue.record("\(value)")
        }
    }

    @Test(arguments: [[0xFF], [0x80], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0xAF]] as [[UInt8]])
    func `says in words what is no UTF-8`(_ bytes: [UInt8]) throws {
        let text = [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
        let error = #expect(throws: WireError.self) { try JSONValue(parsing: text.span) }
        #expect(error?.code == .invalidUTF8)
        #expect(error?.offset == 1)
        #expect(error?.message.hasPrefix("the text is not UTF-8: a") == true)
    }

    @Test func `goes through another coder`() throws {
        let value: JSONValue = ["a": [1, -0.5, nil, true, "x", [:]], "b": JSONValue(UInt64.max)]
        let data = try JSONEncoder().encode(value)
        #expect(try JSONDecoder().decode(JSONValue.self, from: data) == value)
    }
}
