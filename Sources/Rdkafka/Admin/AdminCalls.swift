// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// The calls of an admin client that wait for their answer, where the poll thread and the callers meet.
final class AdminCalls: Sendable {
    private let pending = Lock(PendingCalls<any PendingAdminCall>())

    /// How many wait.
    var count: Int {
        pending.withLock { $0.count }
    }

    func nextToken() -> UInt {
        pending.withLock { $0.nextToken() }
    }

    /// False when the client has ended.
    func add(_ token: UInt, _ call: any PendingAdminCall) -> Bool {
        pending.withLock { $0.add(token, call) }
    }

    func isWaiting(_ token: UInt) -> Bool {
        pending.withLock { $0.contains(token) }
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
        case RD_KAFKA_EVENT_LOG: if !Self.isOwnDoing(event) { events.handle(event) }
        case RD_KAFKA_EVENT_ERROR, RD_KAFKA_EVENT_OAUTHBEARER_TOKEN_REFRESH: events.handle(event)
        default: take(event.token)?.answer(event)
        }
    }

    /// librdkafka warns of a property that it takes for a consumer's, and that is set here.
    private static func isOwnDoing(_ event: borrowing EventHandle) -> Bool {
        guard let log = event.log else { return false }
        return log.facility == "CONFWARN" && log.message.contains(AdminDefaults.isolationLevel)
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
