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

    /// What keeps the consumer from the brokers now, as far as it is known: none has answered since.
    public var connectionError: KafkaError? {
        core.events.login.connection.current
    }

    /// When a broker last answered the consumer; nil before any did. One that reads is answered at least every
    /// `fetch.wait.max.ms`, and one that has no partitions in its group every `heartbeat.interval.ms`.
    public var lastResponse: ContinuousClock.Instant? {
        core.handle.responses.last
    }

    /// Whether the consumer has joined its group and was given its partitions, be they none. False again while the
    /// partitions are handed out anew.
    public var isInGroup: Bool {
        core.coordinator.isInGroup
    }
}
