// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A token to log in with by the SASL mechanism OAUTHBEARER (RFC 7628).
public struct KafkaOAuthToken: Sendable {
    /// The token, most often a JWT. It is never printed.
    public let value: String
    /// Whom it is for; librdkafka uses it in log lines only.
    public let principal: String
    /// When it ends, in milliseconds since 1970.
    public let expiry: Int64
    /// SASL extensions for the broker, by name.
    public let extensions: [String: String]

    /// A token that ends some time from now, as `expires_in` in an authorization server's answer tells.
    public init(_ value: String, principal: String, expiresIn: Duration, extensions: [String: String] = [:]) {
        self.init(
            value, principal: principal,
            expiry: WallClock.milliseconds.addingReportingOverflow(expiresIn.milliseconds).partialValue,
            extensions: extensions)
    }

    /// A token that ends at a time.
    ///
    /// - Parameters:
    ///   - value: the token.
    ///   - principal: whom it is for.
    ///   - expiresAt: in seconds since 1970, as the claim `exp` of a JWT has it.
    ///   - extensions: SASL extensions for the broker, by name.
    public init(_ value: String, principal: String, expiresAt: Int64, extensions: [String: String] = [:]) {
        self.init(
            value, principal: principal, expiry: expiresAt.multipliedReportingOverflow(by: 1000).partialValue,
            extensions: extensions)
    }

    init(_ value: String, principal: String, expiry: Int64, extensions: [String: String]) {
        self.value = value
        self.principal = principal
        self.expiry = expiry
        self.extensions = extensions
    }
}

/// Gets a token for the mechanism OAUTHBEARER, in a task of its own. See ``KafkaSecurity/Mechanism/oauthBearer(tokens:)``.
public typealias KafkaOAuthTokenProvider = @Sendable () async throws -> KafkaOAuthToken

extension KafkaOAuthToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Whom it is for and when it ends; not the token.
    public var description: String { "token of \(principal) until \(expiry) ms" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Shows what ``description`` does: a dump must not have the token either.
    public var customMirror: Mirror { Mirror(self, children: ["token": description]) }
}
