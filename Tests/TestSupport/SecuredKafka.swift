// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation

/// The real Kafka's listeners that encrypt and want a login, and the certificates for them.
///
/// `KAFKA_SECURITY` names the file that `Scripts/kafka start --security` writes, which `Scripts/test` sees to.
public struct SecuredKafka: Sendable {
    /// The user that the broker knows.
    public static let username = "alice"
    /// The user's password.
    public static let password = "alice-secret"
    /// The password of the client's encrypted key.
    public static let keyPassword = "client-secret"

    /// Where to log in without encryption, by PLAIN and SCRAM.
    public let sasl: String
    /// Where to log in without encryption, by OAUTHBEARER and tokens that nobody signed.
    public let oauth: String
    /// Encrypted.
    public let tls: String
    /// Encrypted, for clients with a certificate.
    public let mutualTLS: String
    /// Encrypted, and where to log in by PLAIN and SCRAM.
    public let saslTLS: String
    private let certificates: String

    /// That of this run; nil where it has none.
    public static let current: SecuredKafka? = {
        guard let path = ProcessInfo.processInfo.environment["KAFKA_SECURITY"], !path.isEmpty else { return nil }
        return SecuredKafka(path)
    }()

    private init?(_ path: String) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
        let values = Dictionary(pairs) { $1 }
        guard let sasl = values["sasl"], let oauth = values["oauth"], let tls = values["tls"],
            let mutualTLS = values["mutual-tls"], let saslTLS = values["sasl-tls"],
            let certificates = values["certificates"]
        else { return nil }
        self.sasl = sasl
        self.oauth = oauth
        self.tls = tls
        self.mutualTLS = mutualTLS
        self.saslTLS = saslTLS
        self.certificates = certificates
    }

    /// The path of a file among the certificates, such as `authority.pem`.
    public func file(_ name: String) -> String { "\(certificates)/\(name)" }

    /// Its text.
    public func text(_ name: String) throws -> String {
        try String(contentsOfFile: file(name), encoding: .utf8)
    }
}
