// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Sends to a ``MemoryBroker``, until it is shut down, and counts what it sends.
final class MemoryProducer: Sendable {
    private struct State {
        var delivered = 0
        var isClosed = false
    }

    let broker: MemoryBroker
    private let state = Lock(State())

    init(_ broker: MemoryBroker) {
        self.broker = broker
    }

    /// How many records were sent.
    var delivered: Int { state.withLock { $0.delivered } }

    /// - Throws: `closed`.
    func send(_ record: ProducerRecord) throws(NotificationError) -> NotificationReceipt.Delivery {
        let isSent = state.withLock { state in
            if !state.isClosed { state.delivered += 1 }
            return !state.isClosed
        }
        guard isSent else { throw Self.closed }
        return broker.append(record)
    }

    /// - Throws: `closed`.
    func checkIsOpen() throws(NotificationError) {
        if state.withLock({ $0.isClosed }) { throw Self.closed }
    }

    /// Nothing is sent any more.
    func shutdown() {
        state.withLock { $0.isClosed = true }
    }

    private static var closed: NotificationError { NotificationError(.closed, "the transport is closed") }
}
