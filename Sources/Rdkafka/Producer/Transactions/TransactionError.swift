// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Why a call about a transaction failed, told apart by what is to be done about it.
public enum TransactionError: Error, Sendable {
    /// Nothing is decided yet: the same call may succeed when it is made again. After a commit or an abort no other call
    /// is possible, as it may be going on in the background.
    case retriable(KafkaError)
    /// The transaction has failed and has to be aborted. After that another one can be begun.
    case abortable(KafkaError)
    /// The producer can't be used any more, mostly because another one with the same `transactional.id` has taken its
    /// place. It has to be shut down; a new one may be made.
    case fatal(KafkaError)
    /// The call did nothing: it is not allowed now, its task was cancelled, or the producer is shut down.
    case refused(KafkaError)

    /// What went wrong.
    public var error: KafkaError {
        switch self {
        case .retriable(let error), .abortable(let error), .fatal(let error), .refused(let error): error
        }
    }
}

extension TransactionError: CustomStringConvertible {
    /// What is to be done about it, and what went wrong.
    public var description: String {
        switch self {
        case .retriable(let error): "retriable transaction error: \(error)"
        case .abortable(let error): "abortable transaction error: \(error)"
        case .fatal(let error): "fatal transaction error: \(error)"
        case .refused(let error): "refused: \(error)"
        }
    }
}
