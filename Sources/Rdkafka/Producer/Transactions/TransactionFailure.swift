// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How a transaction that was run as one block failed. None of its records is visible to consumers that read what is
/// committed, except after a `.transaction(.retriable)`, when it is not decided.
public enum TransactionFailure<Cause: Error>: Error {
    /// The block threw this, and the transaction was aborted.
    case aborted(Cause)
    /// The block threw this, and aborting the transaction failed too.
    case abortFailed(TransactionError, after: Cause)
    /// The transaction could not be begun or committed. If the error is abortable, it was aborted.
    case transaction(TransactionError)
}

extension TransactionFailure {
    /// What Kafka had against the transaction; nil when only the block failed.
    public var transactionError: TransactionError? {
        switch self {
        case .aborted: nil
        case .abortFailed(let error, _), .transaction(let error): error
        }
    }

    /// Whether the producer can't be used any more.
    public var isFatal: Bool {
        if case .fatal? = transactionError { true } else { false }
    }
}

extension TransactionFailure: CustomStringConvertible {
    /// What failed, on one line.
    public var description: String {
        switch self {
        case .aborted(let cause): "transaction aborted: \(cause)"
        case .abortFailed(let error, let cause): "transaction not aborted: \(error), after \(cause)"
        case .transaction(let error): "\(error)"
        }
    }
}
