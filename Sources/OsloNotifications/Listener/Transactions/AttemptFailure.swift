// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Why a transaction was not brought to its end by what it consists of.
enum AttemptFailure: Error {
    /// A handler threw.
    case handler(HandlerFailure)
    /// A record could not be written to its dead-letter topic.
    case deadLetter(DeadLetterFailure)
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

/// Why a record can't be handled, why it could not be moved away, and since when that was tried.
struct DeadLetterFailure: Sendable {
    let source: NotificationSource
    let failure: RecordFailure
    let error: NotificationError
    let begun: ContinuousClock.Instant
}
