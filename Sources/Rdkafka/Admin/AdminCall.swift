// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A call that waits for its answer, whatever the type of that is.
protocol PendingAdminCall: Sendable {
    /// The answer came, on the poll thread.
    func answer(_ event: borrowing EventHandle)
    /// There will be no answer.
    func fail(_ error: KafkaError)
}

/// A call whose answer is an event.
struct AdminCall<Operation: AdminOperation>: PendingAdminCall {
    let operation: Operation
    let waiter: Resumption<Result<Operation.Answer, KafkaError>>

    func answer(_ event: borrowing EventHandle) {
        waiter.resume(returning: event.adminAnswer(to: operation))
    }

    func fail(_ error: KafkaError) {
        waiter.resume(returning: .failure(error))
    }
}

/// A call whose answer is no event, but comes from a thread or a timer.
struct SilentAdminCall<Answer: Sendable>: PendingAdminCall {
    let waiter: Resumption<Result<Answer, KafkaError>>

    /// Never: there is no event.
    func answer(_ event: borrowing EventHandle) {}

    func fail(_ error: KafkaError) {
        waiter.resume(returning: .failure(error))
    }
}
