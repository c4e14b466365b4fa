// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConsumer {
    /// What last kept the consumer from a broker: it could not be reached, or one of them refused the other
    /// (``KafkaError/Code/authentication``). Nil if nothing ever did.
    ///
    /// It goes on trying all the while, and this stays when it succeeds.
    public var lastConnectionError: KafkaError? {
        core.events.login.connection.last
    }
}
