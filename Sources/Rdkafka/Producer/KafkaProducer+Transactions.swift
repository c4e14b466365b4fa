// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Transactions, for a producer whose configuration has a `transactional.id`.
///
/// The calls block in librdkafka, on threads of their own. While a transaction is open, send(_:timeout:) and its
/// like on the producer belong to it too; without one they fail with `invalidState`.
extension KafkaProducer {
    /// Gets the producer ready for transactions. Ends what an earlier producer with the same `transactional.id` has left
    /// open, and fences that producer.
    ///
    /// Once; withTransaction(timeout:_:) does it where it has not been done.
    ///
    /// - Parameter timeout: how long to wait for the coordinator.
    /// - Throws: `retriable` when the time is up, `refused` when the task is cancelled: it goes on in the background, and
    ///   another call waits for it again. `refused` too without a `transactional.id`.
    public func initTransactions(timeout: Duration = .seconds(60)) async throws(TransactionError) {
        try await core.transactions.initialize(by: .now + timeout)
    }

    /// Begins a transaction, after initTransactions(timeout:).
    ///
    /// - Throws: `refused` while another one is open or not ended; `retriable` while a send of the one before is not over
    ///   yet, as after an abort that had not the time to wait for it; `fatal`. Cancelling the task has no effect.
    public func beginTransaction() async throws(TransactionError) -> KafkaTransaction {
        try await beginTransaction(by: .now)
    }

    private func beginTransaction(
        by deadline: ContinuousClock.Instant
    ) async throws(TransactionError) -> KafkaTransaction {
        KafkaTransaction(producer: self, number: try await core.transactions.begin(by: deadline))
    }

    /// Commits a transaction: sends what is queued, then makes its records and offsets visible, all at once.
    ///
    /// - Parameters:
    ///   - transaction: the open transaction.
    ///   - timeout: how long to wait for it.
    /// - Throws: `abortable` when it failed and has to be aborted, as after a record that could not be sent. `retriable`
    ///   when the time is up: call it again, it may go on in the background. Cancelling the task has no effect, since
    ///   nobody would know then whether the transaction is committed.
    public func commitTransaction(
        _ transaction: KafkaTransaction,
        timeout: Duration = .seconds(60)
    ) async throws(TransactionError) {
        try check(transaction)
        try await core.transactions.commit(transaction.number, by: .now + timeout)
    }

    /// Aborts a transaction: its records fail or are skipped by consumers that read what is committed, its offsets are
    /// not committed.
    ///
    /// - Parameters:
    ///   - transaction: the open transaction.
    ///   - timeout: how long to wait for it.
    /// - Throws: `retriable` when the time is up: call it again. Cancelling the task has no effect: aborting is what a
    ///   cancelled task has to do.
    public func abortTransaction(
        _ transaction: KafkaTransaction,
        timeout: Duration = .seconds(60)
    ) async throws(TransactionError) {
        try check(transaction)
        try await core.transactions.abort(transaction.number, by: .now + timeout)
    }

    private func check(_ transaction: KafkaTransaction) throws(TransactionError) {
        guard transaction.producer !== self else { return }
        throw .refused(KafkaError(.invalidArgument, "the transaction is another producer's"))
    }
}

extension KafkaProducer {
    /// Runs a block as a transaction: commits when it returns, aborts when it throws.
    ///
    /// Initializes transactions where that has not been done. A transaction whose end was not known before its time was
    /// up is ended first, as it was to be.
    ///
    ///     try await producer.withTransaction { transaction in
    ///         for record in batch.records {
    ///             try transaction.post(transform(record))
    ///         }
    ///         try await transaction.sendOffsets(batch.nextOffsets, of: consumer.groupMetadata())
    ///     }
    ///
    /// - Parameters:
    ///   - timeout: how long initializing, committing and aborting may take, each. Retriable errors are tried again
    ///     until then.
    ///   - body: what the transaction consists of. What it sends may be awaited or not: a record that fails makes the
    ///     commit fail.
    /// - Returns: what `body` returned.
    /// - Throws: `aborted` with the block's own error; `transaction` when the block was not run or its work not
    ///   committed. Cancelling the task reaches the block; a commit or an abort that has begun is not cut short.
    public func withTransaction<Result, Cause: Error>(
        timeout: Duration = .seconds(60),
        _ body: (KafkaTransaction) async throws(Cause) -> Result
    ) async throws(TransactionFailure<Cause>) -> Result {
        let transaction: KafkaTransaction
        do {
            transaction = try await begin(timeout: timeout)
        } catch {
            throw .transaction(error)
        }
        defer { core.transactions.leave(transaction.number) }
        let result: Result
        do {
            result = try await body(transaction)
        } catch {
            do {
                try await abortTransaction(transaction, timeout: timeout)
            } catch let abortError {
                throw .abortFailed(abortError, after: error)
            }
            throw .aborted(error)
        }
        do {
            try await commitOrAbort(transaction, timeout: timeout)
        } catch {
            throw .transaction(error)
        }
        return result
    }

    private func begin(timeout: Duration) async throws(TransactionError) -> KafkaTransaction {
        switch core.transactions.callBeforeBegin {
        case .initialize: try await initTransactions(timeout: timeout)
        case .commit(let number): try await endPending(number, timeout: timeout)
        case .abort(let number): try await core.transactions.abort(number, by: .now + timeout)
        case .begin, .sendOffsets, nil: break
        }
        return try await beginTransaction(by: .now + timeout)
    }

    /// Commits a transaction whose commit was not known to be over. Where it can't be committed any more, as its records
    /// have failed meanwhile, it is aborted: nobody else has it, and its block was told that its commit was in doubt.
    private func endPending(_ number: UInt64, timeout: Duration) async throws(TransactionError) {
        do throws(TransactionError) {
            try await core.transactions.commit(number, by: .now + timeout)
        } catch .abortable {
            try await core.transactions.abort(number, by: .now + timeout)
        }
    }

    private func commitOrAbort(_ transaction: KafkaTransaction, timeout: Duration) async throws(TransactionError) {
        do throws(TransactionError) {
            try await commitTransaction(transaction, timeout: timeout)
        } catch .abortable(let error) {
            try await abortTransaction(transaction, timeout: timeout)
            throw .abortable(error)
        } catch {
            // A commit that has not begun leaves it open, where nobody has it any more.
            if core.transactions.isOpen(transaction.number) {
                try? await abortTransaction(transaction, timeout: timeout)
            }
            throw error
        }
    }
}
