// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Transactions: records that are visible when they are committed.
extension MemoryLog {
    /// A producer begins to use a transactional id. What an earlier one has open is aborted, and it can begin no other.
    ///
    /// - Returns: the number of this instance of the id.
    mutating func register(_ transactionalID: String) -> Int {
        for (number, transaction) in transactions where transaction.transactionalID == transactionalID { abort(number) }
        instances[transactionalID, default: 0] += 1
        return instances[transactionalID, default: 0]
    }

    /// An instance of a transactional id ends. What it has open is aborted, unless a later one has done so.
    mutating func retire(_ transactionalID: String, instance: Int) {
        if instances[transactionalID] == instance { _ = register(transactionalID) }
    }

    /// - Returns: the transaction's number; nil when a later instance has the id.
    mutating func begin(_ transactionalID: String, instance: Int) -> Int? {
        guard instances[transactionalID] == instance else { return nil }
        transactionCount += 1
        transactions[transactionCount] = Transaction(transactionalID: transactionalID)
        return transactionCount
    }

    func isOpen(_ transaction: Int) -> Bool {
        transactions[transaction] != nil
    }

    /// Makes what was sent in a transaction visible; false when it has ended.
    mutating func commit(_ transaction: Int) -> Bool {
        transactions.removeValue(forKey: transaction) != nil
    }

    /// Takes back what was sent in a transaction, unless it has ended.
    mutating func abort(_ transaction: Int) {
        guard let offsets = transactions.removeValue(forKey: transaction)?.offsets else { return }
        for (place, offsets) in offsets {
            for offset in offsets { topics[place.topic]?[Int(place.partition)].remove(offset) }
        }
    }
}
