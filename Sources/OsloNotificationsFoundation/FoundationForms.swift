// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The forms of Foundation's types in a payload.
enum FoundationForms {
    /// A value that has no such form, or is none.
    struct Misfit: Error, CustomStringConvertible {
        let description: String
    }

    static func value<Value>(_ json: JSONValue, _ what: String, _ parse: (String) -> Value?) throws -> Value {
        guard let value = json.stringValue.flatMap(parse) else { throw Misfit(description: "the value is not \(what)") }
        return value
    }

    static func text(of date: Date) throws -> String {
        let microseconds = (date.timeIntervalSince1970 * 1_000_000).rounded()
        guard microseconds.magnitude < 0x1p62 else { throw Misfit(description: "the date is out of range") }
        let whole = Int64(microseconds)
        let fraction = (whole % 1_000_000 + 1_000_000) % 1_000_000
        let seconds = (whole - fraction) / 1_000_000
        guard let timestamp = UTCTimestamp(secondsSinceEpoch: seconds, microseconds: Int(fraction)) else {
            throw Misfit(description: "the date is out of the years 1 to 9999")
        }
        return timestamp.payloadText
    }

    static func date(_ json: JSONValue) throws -> Date {
        if let seconds = json.doubleValue { return Date(timeIntervalSince1970: seconds) }
        let timestamp = try value(json, "a timestamp such as 2024-02-29T12:34:56.789012") { UTCTimestamp($0) }
        return Date(
            timeIntervalSince1970: Double(timestamp.secondsSinceEpoch) + Double(timestamp.microseconds) / 1_000_000)
    }

    static func text(of data: Data, _ form: PayloadCoding.DataForm) throws -> String {
        switch form {
        case .base64: return data.base64EncodedString()
        case .utf8:
            guard let text = String(validating: data, as: UTF8.self) else {
                throw Misfit(description: "the \(data.count) bytes are no UTF-8: .foundation(data: .base64) writes any")
            }
            return text
        }
    }

    static func data(_ json: JSONValue, _ form: PayloadCoding.DataForm) throws -> Data {
        switch form {
        case .base64: try value(json, "Base64") { Data(base64Encoded: $0) }
        case .utf8: try value(json, "text") { Data($0.utf8) }
        }
    }

    static func json(_ decimal: Decimal, _ form: PayloadCoding.DecimalForm) throws -> JSONValue {
        let text = decimal.description
        guard form == .number else { return .string(text) }
        guard !decimal.isNaN else { return .double(.nan) }
        return try JSONValue(parsing: text)
    }

    static func decimal(_ json: JSONValue) throws -> Decimal {
        let text: String? = json.doubleValue == nil ? json.stringValue : json.description
        guard let decimal = text.flatMap({ Decimal(string: $0) }) else {
            throw Misfit(description: "the value is not a decimal number")
        }
        return decimal
    }
}
