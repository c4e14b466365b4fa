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

    /// Foundation's types in the forms that readers of notifications expect:
    ///
    /// - `Date` as `2024-02-29T12:34:56.789012`, in UTC, always with six digits, as oslo.serialization writes a
    ///   `datetime`; any form that ``UTCTimestamp`` reads, and a number of seconds since 1970.
    /// - `UUID` as text in lower case, as Python writes it.
    /// - `URL` as text.
    /// - `Data` as Base64 text. (Python writes bytes as the text that they are in UTF-8, and fails for others.)
    /// - `Decimal` as a number, or as text.
    public static func foundation(decimal: DecimalForm = .number) -> PayloadCoding {
        var coding = PayloadCoding()
        coding.encode(Date.self) { .string(try FoundationForms.text(of: $0)) }
        coding.decode(Date.self) { try FoundationForms.date($0) }
        coding.encode(UUID.self) { .string($0.uuidString.lowercased()) }
        coding.decode(UUID.self) { try FoundationForms.value($0, "a UUID") { UUID(uuidString: $0) } }
        coding.encode(URL.self) { .string($0.absoluteString) }
        coding.decode(URL.self) { try FoundationForms.value($0, "a URL") { URL(string: $0) } }
        coding.encode(Data.self) { .string($0.base64EncodedString()) }
        coding.decode(Data.self) { try FoundationForms.value($0, "Base64") { Data(base64Encoded: $0) } }
        coding.encode(Decimal.self) { try FoundationForms.json($0, decimal) }
        coding.decode(Decimal.self) { try FoundationForms.decimal($0) }
        return coding
    }
}
