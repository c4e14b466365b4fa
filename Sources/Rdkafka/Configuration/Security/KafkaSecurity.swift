// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How a client connects to brokers and logs in.
///
/// ```swift
/// configuration.security = .sasl(.scramSHA512(username: "alice", password: password), tls: .init())
/// ```
public struct KafkaSecurity: Sendable {
    /// The same as librdkafka's properties.
    public let properties: [String: String]
    let tokenProvider: KafkaOAuthTokenProvider?

    init(properties: [String: String], tokenProvider: KafkaOAuthTokenProvider? = nil) {
        self.properties = properties
        self.tokenProvider = tokenProvider
    }

    /// Neither encrypted nor logged in.
    public static let plaintext = KafkaSecurity(properties: ["security.protocol": "plaintext"])

    /// Encrypted. With a client certificate in `tls` the broker knows the client by it.
    public static func tls(_ tls: TLS = TLS()) -> KafkaSecurity {
        KafkaSecurity(properties: tls.properties.merging(["security.protocol": "ssl"]) { $1 })
    }

    /// Logged in.
    ///
    /// - Parameters:
    ///   - mechanism: how, and as whom.
    ///   - tls: the encryption; nil for none, which shows a password of PLAIN and a token to whoever listens.
    public static func sasl(_ mechanism: Mechanism, tls: TLS? = TLS()) -> KafkaSecurity {
        var properties = tls?.properties ?? [:]
        properties.merge(mechanism.properties) { $1 }
        properties["security.protocol"] = tls == nil ? "sasl_plaintext" : "sasl_ssl"
        return KafkaSecurity(properties: properties, tokenProvider: mechanism.tokenProvider)
    }
}

extension KafkaSecurity: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The properties in order of their names, secrets masked.
    public var description: String { KafkaConfiguration.masked(properties) }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Shows what ``description`` does: a dump must not have the secrets either.
    public var customMirror: Mirror { Mirror(self, children: ["properties": description]) }
}
