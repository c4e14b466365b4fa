// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Why a transaction was not brought to its end by what it consists of.
enum AttemptFailure: Error {
    /// A handler threw.
    case handler(HandlerFailure)
    /// The listener is to end.
    case stop(NotificationError)
    case transaction(TransactionError)
}

/// What a handler threw, and at which notification.
struct HandlerFailure: Sendable {
    let source: NotificationSource
    let error: any Error

    func reason(_ attempts: Int) -> RecordFailure { .threw(error, attempts: attempts) }
}
