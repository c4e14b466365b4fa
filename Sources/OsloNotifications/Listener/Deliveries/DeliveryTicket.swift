// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka
internal import Synchronization

/// The right to say once what becomes of a delivery. Dropped without a word, it means that it is not done.
final class DeliveryTicket: Sendable {
    private let board: DeliveryBoard
    private let delivery: DeliveryQueue.Delivery
    private let isUsed = Atomic(false)

    init(_ board: DeliveryBoard, _ delivery: DeliveryQueue.Delivery) {
        self.board = board
        self.delivery = delivery
    }

    deinit { requeue() }

    func acknowledge() {
        if use() { board.finish(delivery) }
    }

    func requeue() {
        if use() { board.requeue(delivery) }
    }

    func putBack() {
        if use() { board.putBack(delivery) }
    }

    /// Its partition is to be given up: it comes again by itself.
    var isClosing: Bool { delivery.closing.isSet }

    var partition: TopicPartition { delivery.id.partition }

    private func use() -> Bool {
        !isUsed.exchange(true, ordering: .acquiringAndReleasing)
    }
}
