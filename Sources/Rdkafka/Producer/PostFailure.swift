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

/// Takes failures of posted records, several at a time, in a task of its own, one call after the other. A shutdown waits
/// some seconds for it. While it is busy up to 100 000 failures are kept for it; more are only counted. What a call
/// throws is not told here.
public typealias PostFailureHandler = @Sendable ([PostFailure]) -> Void
