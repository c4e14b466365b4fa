// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import OsloNotifications

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension PayloadCoding {
    /// How a `Decimal` is written; either form is read.
    public enum DecimalForm: Sendable, Hashable {
        /// A number. A fraction has the digits of the nearest `Double`, which are those of the decimal up to 15 of them.
        case number
        /// A text with all digits, as oslo.serialization writes Python's `Decimal`.
        case text
    }

    /// How `Data` is written and read.
    public enum DataForm: Sendable, Hashable {
        /// The text that the bytes are in UTF-8, as oslo.serialization writes Python's `bytes`. Bytes that are no UTF-8 are
        /// refused, as they are there.
        case utf8
        /// Base64 text, for any bytes, between programs that agree on it.
        case base64
    }

    /// Foundation's types in the forms that readers of notifications expect, which are those that oslo.serialization gives
    /// their counterparts in Python:
    ///
    /// - `Date` as `2024-02-29T12:34:56.789012`, in UTC, always with six digits, as oslo.serialization writes a
    ///   `datetime`; any form that ``UTCTimestamp`` reads, and a number of seconds since 1970.
    /// - `UUID` as text in lower case, as Python writes it.
    /// - `URL` as text.
    /// - `Data` as the text that it is in UTF-8, or as Base64.
    /// - `Decimal` as text, or as a number.
    ///
    /// - Parameters:
    ///   - decimal: How a `Decimal` is written.
    ///   - data: How `Data` is written and read.
    public static func foundation(decimal: DecimalForm = .text, data: DataForm = .utf8) -> PayloadCoding {
        var coding = PayloadCoding()
        coding.encode(Date.self) { .string(try FoundationForms.text(of: $0)) }
        coding.decode(Date.self) { try FoundationForms.date($0) }
        coding.encode(UUID.self) { .string($0.uuidString.lowercased()) }
        coding.decode(UUID.self) { try FoundationForms.value($0, "a UUID") { UUID(uuidString: $0) } }
        coding.encode(URL.self) { .string($0.absoluteString) }
        coding.decode(URL.self) { try FoundationForms.value($0, "a URL") { URL(string: $0) } }
        coding.encode(Data.self) { .string(try FoundationForms.text(of: $0, data)) }
        coding.decode(Data.self) { try FoundationForms.data($0, data) }
        coding.encode(Decimal.self) { try FoundationForms.json($0, decimal) }
        coding.decode(Decimal.self) { try FoundationForms.decimal($0) }
        return coding
    }
}
