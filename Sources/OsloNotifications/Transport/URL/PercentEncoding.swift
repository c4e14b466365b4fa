// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Percent-encoding as Python's `urllib.parse` does it (`quote`, `unquote`, `parse_qs`, `urlencode`).
enum PercentEncoding {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Decodes `%XX`; an escape that is not two hex digits stays as it is, bytes that are not UTF-8 become U+FFFD.
    static func decode(_ text: some StringProtocol) -> String {
        let bytes = Array(text.utf8)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = hexValue(bytes[index + 1]), let low = hexValue(bytes[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// Decodes a piece of a query, where `+` is a space.
    static func decodeForm(_ text: some StringProtocol) -> String {
        decode(String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "+" ? " " : $0 })))
    }

    /// Encodes everything but ASCII letters, digits, `_.-~` and what is in `keeping`.
    static func encode(_ text: String, keeping: StaticString = "") -> String {
        let kept = "_.-~\(keeping)".utf8
        var encoded = ""
        for byte in text.utf8 {
            if isAlphanumeric(byte) || kept.contains(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "%"
                encoded.unicodeScalars.append(Unicode.Scalar(digits[Int(byte >> 4)]))
                encoded.unicodeScalars.append(Unicode.Scalar(digits[Int(byte & 15)]))
            }
        }
        return encoded
    }

    /// Encodes a piece of a query, where a space is `+`.
    static func encodeForm(_ text: String) -> String {
        String(encode(text, keeping: " ").map { $0 == " " ? "+" : $0 })
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
