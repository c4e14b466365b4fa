// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Rdkafka

/// What a broker does with one request, instead of answering it well and at once.
public struct RequestFault: Sendable, Hashable {
    /// The error that it answers; nil for none. `_TRANSPORT` makes it close the connection.
    public var error: KafkaError.ResponseCode?
    /// How much later than otherwise it answers.
    public var delay: Duration

    /// An error, a delay, or both.
    public init(error: KafkaError.ResponseCode? = nil, delay: Duration = .zero) {
        self.error = error
        self.delay = delay
    }
}
