// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// The calls of an admin client that wait for their answer, where the poll thread and the callers meet.
final class AdminCalls: Sendable {
    private let pending = Lock(PendingCalls<any PendingAdminCall>())

    func nextToken() -> UInt {
        pending.withLock { $0.nextToken() }
    }

    /// False when the client has ended.
    func add(_ token: UInt, _ call: any PendingAdminCall) -> Bool {
        pending.withLock { $0.add(token, call) }
    }

    func fail(_ token: UInt, _ error: @autoclosure () -> KafkaError) {
        take(token)?.fail(error())
    }

    func take(_ token: UInt) -> (any PendingAdminCall)? {
        pending.withLock { $0.take(token) }
    }

    /// An event came, on the poll thread.
    func handle(_ event: borrowing EventHandle, _ events: ClientEvents) {
        switch event.type {
        case RD_KAFKA_EVENT_LOG, RD_KAFKA_EVENT_ERROR: events.handle(event)
        default: take(event.token)?.answer(event)
        }
    }

    /// Fails what waits, and what comes. Returns how many waited.
    func close() -> Int {
        let left = pending.withLock { $0.close() }
        for call in left { call.fail(.adminShutDown) }
        return left.count
    }
}

extension KafkaError {
    static var adminShutDown: KafkaError { KafkaError(.shutDown, "the admin client has ended") }
}
