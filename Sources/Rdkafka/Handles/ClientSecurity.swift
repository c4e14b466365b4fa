// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a configuration says about logging in that is not a property of librdkafka.
final class ClientSecurity: Sendable {
    /// Asked whenever librdkafka wants a token.
    let tokenProvider: KafkaOAuthTokenProvider?
    /// Said when the client is made, and with each refused login.
    let scramWarning: String?

    init(_ configuration: KafkaConfiguration) {
        tokenProvider = configuration.oauthTokenProvider
        scramWarning = configuration.scramWarning
    }
}
