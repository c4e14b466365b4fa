// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaOAuthToken {
    /// A token that nobody signed (a JWS with the algorithm `none`, RFC 7515), for tests: brokers take one only where
    /// they were set up to believe everybody.
    public static func unsecured(
        principal: String, expiresIn: Duration, extensions: [String: String] = [:]
    ) -> KafkaOAuthToken {
        let start = WallClock.milliseconds
        let end = start.addingReportingOverflow(expiresIn.milliseconds).partialValue
        let claims = #"{"sub":"\#(escaped(principal))","iat":\#(seconds(start)),"exp":\#(seconds(end))}"#
        let value = "\(base64URL(#"{"alg":"none"}"#)).\(base64URL(claims))."
        return KafkaOAuthToken(value, principal: principal, expiry: end, extensions: extensions)
    }

    private static func seconds(_ milliseconds: Int64) -> String {
        let fraction = String(milliseconds % 1000 + 1000).dropFirst()
        return "\(milliseconds / 1000).\(fraction)"
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "\"", "\\": escaped += "\\\(scalar)"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: escaped.unicodeScalars.append(scalar)
            }
        }
    }

    /// Base 64 with the alphabet for URLs and without padding (RFC 4648, section 5).
    static func base64URL(_ text: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        var result = ""
        var bits = 0
        var count = 0
        for byte in text.utf8 {
            bits = (bits << 8 | Int(byte)) & 0xffff
            count += 8
            while count >= 6 {
                count -= 6
                result.append(alphabet[bits >> count & 63])
            }
        }
        if count > 0 { result.append(alphabet[bits << (6 - count) & 63]) }
        return result
    }
}
