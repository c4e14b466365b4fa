// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import OsloNotifications

extension Ceilometer {
    /// Makes and checks the signatures of messages (`message_signature`): HMAC-SHA256, in hexadecimal, over the names
    /// and values of all other members, sorted, as `ceilometer.publisher.utils` computes it.
    ///
    /// The values go in as Python writes them, so that `1` and `1.0` differ: sign and check what is really sent.
    public struct Signer: Sendable {
        /// The member that holds the signature.
        public static let field = "message_signature"
        /// Signs nothing and accepts everything, as Ceilometer does with an empty secret.
        public static let unsigned = Signer(secret: "")

        /// Nil without a secret.
        private let code: HMACSHA256?

        /// Creates a signer.
        ///
        /// - Parameter secret: Ceilometer's option `telemetry_secret` of section `publisher`; empty for no signatures.
        public init(secret: String) {
            code = secret.isEmpty ? nil : HMACSHA256(key: Array(secret.utf8))
        }

        /// The signature of a message; empty without a secret. One that is in it already doesn't count.
        ///
        /// - Throws: `unencodable` for a text with a lone surrogate, and for what is nested too deep.
        public func signature(of message: JSONObject) throws(MessageError) -> String {
            guard var code else { return "" }
            var text = SignedText()
            try text.append(message)
            code.update(text.bytes)
            return code.finish().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }

        /// Checks a message's signature, in a time that tells nothing of the right one.
        ///
        /// - Throws: `wrongSignature` for another one or none; nothing without a secret.
        public func check(_ message: JSONObject) throws(MessageError) {
            guard code != nil else { return }
            guard case .string(let found)? = message[Self.field] else {
                throw MessageError(.wrongSignature, "there is no \(Self.field)")
            }
            // What can't be signed was not signed either.
            guard let wanted = try? signature(of: message), Self.isSame(found, wanted) else {
                throw MessageError(.wrongSignature, "\(Self.field) is not that of the message with this secret")
            }
        }

        private static func isSame(_ left: String, _ right: String) -> Bool {
            guard left.utf8.count == right.utf8.count else { return false }
            return zip(left.utf8, right.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
        }
    }
}
