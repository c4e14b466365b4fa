// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConfiguration {
    /// Refuses a login by OAUTHBEARER that nobody has tokens for, and a provider of tokens that nobody asks.
    func checkTokens() throws(KafkaError) {
        let isOAuth = saslMechanism == "OAUTHBEARER"
        let librdkafkaFetches = properties["sasl.oauthbearer.method"]?.lowercased() == "oidc"
        let unsecured = "enable.sasl.oauthbearer.unsecure.jwt"
        if let value = properties[unsecured], Bool(librdkafka: value) != false {
            throw Self.refused(
                unsecured, "can't be \"\(value)\": let the token provider return KafkaOAuthToken.unsecured instead")
        }
        if isOAuth, oauthTokenProvider == nil, !librdkafkaFetches {
            throw Self.refused(
                "sasl.mechanism",
                "can't be \"OAUTHBEARER\" without an oauthTokenProvider or \"sasl.oauthbearer.method\" oidc: "
                    + "nobody else fetches tokens")
        }
        if oauthTokenProvider != nil, !isOAuth {
            throw Self.refused(
                "sasl.mechanism", "has to be \"OAUTHBEARER\", with a SASL security protocol, for the oauthTokenProvider"
            )
        }
        if oauthTokenProvider != nil, librdkafkaFetches {
            throw Self.refused(
                "sasl.oauthbearer.method", "can't be \"oidc\" beside an oauthTokenProvider: one of them fetches tokens")
        }
    }

    private static func refused(_ name: String, _ reason: String) -> KafkaError {
        KafkaError(.invalidConfiguration, "property \"\(name)\" \(reason)", property: name)
    }
}
