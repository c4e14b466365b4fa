// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Handles the records of a ``MemoryBroker``, each run of them in a transaction with its offsets.
struct MemoryTransactionRunner: Sendable {
    let board = TransactionBoard()
    private let consumer: MemoryConsumer
    private let transactions: MemoryTransactions
    private let handling: TransactionHandling

    init(_ consumer: MemoryConsumer, _ transactionalID: String, _ handling: TransactionHandling) {
        self.consumer = consumer
        self.handling = handling
        transactions = MemoryTransactions(consumer.broker, transactionalID)
    }

    /// Handles all records until the consumer ends.
    ///
    /// - Parameter maximumCount: how many records are a transaction at most.
    func run(maximumCount: Int) async throws(NotificationError) {
        while true {
            let records = await consumer.next(maximumCount: maximumCount)
            guard let last = records.last else { return }
            board.open([last.place])
            _ = board.begin([last.place], count: records.count)
            defer { board.end() }
            do {
                try await handle(records, last)
            } catch {
                consumer.close()
                consumer.giveBack(last, isDone: false)
                throw error
            }
        }
    }

    /// Undoes a transaction that is still open: who handles it was left behind. Its records come again.
    func close() {
        transactions.close()
        consumer.giveBackAll()
    }

    private func handle(_ records: [MemoryRecord], _ last: MemoryRecord) async throws(NotificationError) {
        while true {
            let transaction = try transactions.begin()
            do throws(AttemptFailure) {
                try await handling.handle(records, .memoryTransaction(transaction))
                try commit(transaction, last)
                return handling.committed([TopicPartitionOffset(last.place, offset: last.offset + 1)])
            } catch {
                transaction.abort()
                switch error {
                case .stop(let error): throw error
                case .transaction(let error): throw NotificationError(error.error, "transaction")
                case .handler(let failure): await handling.again(failure, consumer.closing)
                case .deadLetter(let failure): try await handling.again(failure, consumer.closing)
                }
            }
            if consumer.closing.isSet || Task.isCancelled { return consumer.giveBack(last, isDone: false) }
        }
    }

    private func commit(_ transaction: MemoryTransaction, _ last: MemoryRecord) throws(AttemptFailure) {
        do {
            try transactions.commit(transaction, last, consumer)
        } catch {
            throw .stop(error)
        }
    }
}
