// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// A batch that is given out in ever smaller parts where its handler throws, until what it throws at is alone.
struct BatchHalves: ~Copyable {
    /// Those to come, the next one last.
    private var parts: [ArraySlice<NotificationDelivery>]
    /// Those of which one is to come again: what is after it comes after it.
    private var held: Set<TopicPartition> = []

    init(_ batch: [NotificationDelivery]) {
        parts = [batch[...]]
    }

    /// The next part; nil when all are settled. What may not be handled now is put back.
    mutating func next() -> ArraySlice<NotificationDelivery>? {
        while let part = parts.popLast() {
            let (later, now) = part.partitioned { held.contains($0.ticket.partition) || $0.ticket.isClosing }
            for delivery in later { delivery.ticket.putBack() }
            if !now.isEmpty { return now }
        }
        return nil
    }

    /// The handler has said of each what became of it; those that it says nothing about are to come again.
    mutating func settle(_ part: ArraySlice<NotificationDelivery>, _ results: [NotificationResult]) {
        for (delivery, result) in zip(part, results) {
            if result == .requeue { requeue(delivery) } else { delivery.settle(result) }
        }
        for delivery in part.dropFirst(results.count) { requeue(delivery) }
    }

    /// The handler has thrown.
    ///
    /// - Parameter isCancelled: whether it was to end, so that it is nothing that it was given.
    mutating func fail(_ part: ArraySlice<NotificationDelivery>, isCancelled: Bool) {
        if isCancelled {
            for delivery in part + parts.joined() { delivery.ticket.putBack() }
            parts = []
        } else if part.count > 1 {
            let middle = part.startIndex + part.count / 2
            parts += [part[middle...], part[..<middle]]
        } else {
            for delivery in part { requeue(delivery) }
        }
    }

    private mutating func requeue(_ delivery: NotificationDelivery) {
        held.insert(delivery.ticket.partition)
        delivery.requeue()
    }
}

extension ArraySlice {
    /// Those that a condition holds for and those that it doesn't hold for, in order; the latter as they are where it
    /// holds for none.
    fileprivate func partitioned(_ holds: (Element) -> Bool) -> (ArraySlice, ArraySlice) {
        guard contains(where: holds) else { return ([], self) }
        return (ArraySlice(filter(holds)), ArraySlice(filter { !holds($0) }))
    }
}
