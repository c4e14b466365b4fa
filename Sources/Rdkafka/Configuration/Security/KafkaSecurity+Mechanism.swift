// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaSecurity {
    /// A way to log in (SASL). Others, such as GSSAPI, are set by librdkafka's names.
    public struct Mechanism: Sendable {
        let properties: [String: String]
        let tokenProvider: KafkaOAuthTokenProvider?

        private init(_ name: String, _ more: [String: String], tokens: KafkaOAuthTokenProvider? = nil) {
            properties = more.merging(["sasl.mechanism": name]) { $1 }
            tokenProvider = tokens
        }

        private init(_ name: String, username: String, password: String) {
            self.init(name, ["sasl.username": username, "sasl.password": password])
        }

        /// PLAIN: the password itself is sent, so it needs an encrypted connection.
        public static func plain(username: String, password: String) -> Mechanism {
            Mechanism("PLAIN", username: username, password: password)
        }

        /// SCRAM-SHA-256: the broker gets a proof that the client has the password. Needs librdkafka 2.6.1 with Kafka
        /// 3.7.2, 3.8.1, 3.9 and newer.
        public static func scramSHA256(username: String, password: String) -> Mechanism {
            Mechanism("SCRAM-SHA-256", username: username, password: password)
        }

        /// SCRAM-SHA-512: the broker gets a proof that the client has the password. Needs librdkafka 2.6.1 with Kafka
        /// 3.7.2, 3.8.1, 3.9 and newer.
        public static func scramSHA512(username: String, password: String) -> Mechanism {
            Mechanism("SCRAM-SHA-512", username: username, password: password)
        }

        /// OAUTHBEARER with tokens of the program's own.
        ///
        /// - Parameter tokens: runs in a task whenever a new token is needed: first before the client connects, then
        ///   when four fifths of a token's life are over. What it throws is logged, is the client's last connection
        ///   error, and has it asked again after 10 s. It is cancelled when the client ends, which doesn't wait for it.
        public static func oauthBearer(tokens: @escaping KafkaOAuthTokenProvider) -> Mechanism {
            Mechanism("OAUTHBEARER", [:], tokens: tokens)
        }

        /// OAUTHBEARER with tokens that librdkafka fetches itself, as the client credentials of OpenID Connect.
        ///
        /// - Parameters:
        ///   - clientID: whom to ask for them as.
        ///   - clientSecret: the proof of that.
        ///   - tokenEndpoint: the `https` URL to fetch them from.
        ///   - scope: what to ask for, if the endpoint wants to know.
        ///   - extensions: SASL extensions for the broker, by name.
        public static func oidc(
            clientID: String, clientSecret: String, tokenEndpoint: String, scope: String? = nil,
            extensions: [String: String] = [:]
        ) -> Mechanism {
            var properties = [
                "sasl.oauthbearer.method": "oidc", "sasl.oauthbearer.client.id": clientID,
                "sasl.oauthbearer.client.secret": clientSecret, "sasl.oauthbearer.token.endpoint.url": tokenEndpoint,
            ]
            properties["sasl.oauthbearer.scope"] = scope
            if !extensions.isEmpty {
                properties["sasl.oauthbearer.extensions"] = extensions.sorted { $0.key < $1.key }
                    .map { "\($0.key)=\($0.value)" }.joined(separator: ",")
            }
            return Mechanism("OAUTHBEARER", properties)
        }
    }
}

extension KafkaSecurity.Mechanism: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The properties in order of their names, secrets masked.
    public var description: String { KafkaConfiguration.masked(properties) }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Shows what ``description`` does: a dump must not have the secrets either.
    public var customMirror: Mirror { Mirror(self, children: ["properties": description]) }
}
