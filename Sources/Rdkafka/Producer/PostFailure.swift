// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A record that was posted, not awaited, and did not get to the broker.
public struct PostFailure: Sendable {
    /// What went wrong.
    public let error: KafkaError
    /// The topic that it was for.
    public let topic: String
    /// The size of the record: bytes of key and value.
    public let size: Int
    /// The partition that it was meant for; nil if none had been chosen.
    public let partition: Int32?
}

/// Takes failures of posted records, several at a time. It runs in a task of its own, one call after the other.
public typealias PostFailureHandler = @Sendable ([PostFailure]) -> Void
