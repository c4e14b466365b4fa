// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Testing

/// One input of the reader and what oslo.messaging did with it.
struct DecodeCase: Sendable, CustomTestStringConvertible {
    let name: String
    let record: [UInt8]?
    /// What its reader made of the record: `message` and `ctxt`. `nil` when it threw.
    let unpacked: JSONValue?
    /// What its dispatcher called: `nil` when it threw.
    let calls: JSONValue?

    var testDescription: String { name }

    static let all: [DecodeCase] = (try? load()) ?? []

    private static func load() throws -> [DecodeCase] {
        let index = try JSONValue(parsing: Vectors.text(Vectors.bytes("decode/index.json")))
        var cases: [DecodeCase] = []
        for entry in index.arrayValue ?? [] {
            let file = entry["file"]?.stringValue
            cases.append(
                DecodeCase(
                    name: entry["name"]?.stringValue ?? "",
                    record: try file.map { try Vectors.bytes("decode/\($0)") },
                    unpacked: entry["unpacked"].map(restored),
                    calls: entry["calls"].map(restored)
                )
            )
        }
        return cases
    }

    /// The index spells non-finite numbers as strings.
    private static func restored(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string("<NaN>"): .string("NaN!")
        case .string("<Inf>"): .double(.infinity)
        case .string("<-Inf>"): .double(-.infinity)
        case .array(let elements): .array(elements.map(restored))
        case .object(let object): .object(JSONObject(object.map { ($0.key, restored($0.value)) }))
        default: value
        }
    }

    /// So that values with NaN, which equals nothing, can be compared.
    static func comparable(_ value: JSONValue) -> JSONValue {
        switch value {
        case .double(let number) where number.isNaN: .string("NaN!")
        case .array(let elements): .array(elements.map(comparable))
        case .object(let object): .object(JSONObject(object.map { ($0.key, comparable($0.value)) }))
        default: value
        }
    }
}
