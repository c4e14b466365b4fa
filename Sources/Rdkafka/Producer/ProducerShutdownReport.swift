// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How a producer ended.
public struct ProducerShutdownReport: Sendable, Hashable {
    /// Records that were not acknowledged by the deadline. Each has failed to its sender with `purged`, or with `shutDown`
    /// where a thread of the client is held up; one that was in flight may have reached the broker all the same.
    public let unacknowledged: Int
    /// Records acknowledged in the producer's life.
    public let delivered: Int
    /// Records failed in the producer's life, those of `unacknowledged` included.
    public let failed: Int
    /// What became of the transaction that was open.
    public let transaction: Transaction
    /// Whether the client's threads have ended and its memory is given back. If not, that happens later, when what holds
    /// them up has come to an end, such as a name server that doesn't answer.
    public let hasEnded: Bool

    /// How the transaction ended that was open at shutdown.
    public enum Transaction: Sendable, Hashable {
        /// There was none, or a fatal error had made an end of it.
        case none
        /// It was aborted.
        case aborted
        /// Its commit had begun, and is done.
        case committed
        /// Its commit or abort was not done by the deadline. The coordinator aborts what is still open after
        /// `transaction.timeout.ms`; consumers that read what is committed wait for that.
        case undecided
    }
}
