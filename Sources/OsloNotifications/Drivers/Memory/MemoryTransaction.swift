// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Transactions over a ``MemoryBroker``, one after the other, under a transactional id.
final class MemoryTransactions: Sendable {
    private let broker: MemoryBroker
    private let id: String
    private let instance: Int

    /// Takes the id over from whoever has it.
    init(_ broker: MemoryBroker, _ id: String) {
        self.broker = broker
        self.id = id
        instance = broker.change { $0.register(id) }
    }

    /// - Throws: what is fatal, when somebody else has the id.
    func begin() throws(NotificationError) -> MemoryTransaction {
        guard let number = broker.change({ $0.begin(id, instance: instance) }) else { throw fenced }
        return MemoryTransaction(broker: broker, number: number)
    }

    /// Makes what was sent visible together with what a member of a group has done.
    ///
    /// - Throws: what is fatal, when somebody else has the id.
    func commit(
        _ transaction: MemoryTransaction,
        _ done: MemoryRecord,
        _ consumer: MemoryConsumer
    ) throws(NotificationError) {
        let isCommitted = broker.change { log in
            guard log.commit(transaction.number) else { return false }
            consumer.commit(done.offset + 1, of: done, in: &log)
            return true
        }
        if !isCommitted { throw fenced }
    }

    /// Undoes the one that is open. None can be begun any more.
    func close() {
        broker.change { $0.retire(id, instance: instance) }
    }

    private var fenced: NotificationError {
        NotificationError(
            .kafka, "transaction: another one has the transactional id \(ErrorText.quoted(id))", isFatal: true)
    }
}

/// A transaction over a ``MemoryBroker``.
struct MemoryTransaction: Sendable {
    let broker: MemoryBroker
    let number: Int

    /// - Throws: when it has ended.
    func append(_ record: ProducerRecord) throws(NotificationError) -> NotificationReceipt.Delivery {
        let delivery: NotificationReceipt.Delivery? = broker.change { log in
            log.isOpen(number) ? log.append(record, in: number) : nil
        }
        guard let delivery else { throw NotificationError(.kafka, "the transaction has ended") }
        return delivery
    }

    func abort() {
        broker.change { $0.abort(number) }
    }
}
