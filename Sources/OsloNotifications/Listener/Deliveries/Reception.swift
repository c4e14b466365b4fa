// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// One going-through of a listener's notifications, which receives from its first element to its end.
final class Reception: Sendable {
    private let listener: NotificationListener
    private let board: DeliveryBoard
    private let begun = RunOnce()

    init(_ listener: NotificationListener) {
        self.listener = listener
        let options = listener.handler.options
        board = DeliveryBoard(
            limit: options.room, maximumAttempts: options.maximumAttempts,
            stallTime: options.stallTime, source: listener.source)
    }

    deinit {
        guard !begun.begin() else { return }
        // What was taken may still be acknowledged until the listener has ended.
        board.stop()
        let listener = listener
        Task.detached { await listener.shutdown() }
    }

    /// The next notification; nil at the deadline, at the end, and when the task is cancelled.
    func next(by deadline: ContinuousClock.Instant?) async throws(NotificationError) -> NotificationDelivery? {
        if begun.begin() {
            try listener.beginOnce()
            // Not a child task: it goes on between two elements. It ends with the listener, which this object's end and
            // that of the transport shut down.
            Task { [listener, board] in await listener.receive(board) }
        }
        while let delivery = await board.next(by: deadline) {
            if let next = read(delivery) { return next }
        }
        if let error = board.takeFailure() { throw error }
        return nil
    }

    /// The notification, if it is one that is wanted; what becomes of the record otherwise is seen to.
    private func read(_ delivery: DeliveryQueue.Delivery) -> NotificationDelivery? {
        let handler = listener.handler
        do {
            let notification = try delivery.record.notification(handler.reading)
            if handler.dispatcher.accepts(notification) {
                return NotificationDelivery(notification, delivery.attempt, DeliveryTicket(board, delivery))
            }
            handler.logIgnored(notification, delivery.record)
            board.finish(delivery)
        } catch {
            board.giveUp(delivery, .undecodable(error))
        }
        return nil
    }
}

extension InboundRecord {
    var source: NotificationSource { NotificationSource(self) }
}
