// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Makes a producer's calls about transactions, which block, on threads of their own.
final class TransactionControl: Sendable {
    typealias Call = TransactionLife.Call

    private let handle: ProducerHandle
    private let gate: InFlightGate
    private let loop: PollLoop
    private let life = Lock(TransactionLife())
    /// When the producer's shutdown stops waiting; nil while there is none.
    private let closingDeadline = Lock<ContinuousClock.Instant?>(nil)

    /// A call blocks no longer than this, and then is made again where it left off, so that a shutdown or a cancelled
    /// task need not wait for brokers.
    private static let slice = Duration.milliseconds(200)
    /// The same for sending offsets, which does not go on where it left off.
    private static let offsetsSlice = Duration.seconds(2)

    init(_ handle: ProducerHandle, _ gate: InFlightGate, _ loop: PollLoop) {
        self.handle = handle
        self.gate = gate
        self.loop = loop
    }

    /// Where the transactions stand, for tests.
    var phase: TransactionLife.Phase { life.withLock { $0.phase } }
    var isCalling: Bool { life.withLock { $0.isCalling } }

    /// What is to be called first, so that a transaction can be begun.
    var callBeforeBegin: Call? { life.withLock { $0.callBeforeBegin } }

    func initialize(by deadline: ContinuousClock.Instant) async throws(TransactionError) {
        let handle = handle
        try await perform(.initialize, by: deadline, isCancellable: true) { handle.initTransactions(milliseconds: $0) }
    }

    /// Returns the number of the transaction that has begun. Waits for sends of the one before, as far as the deadline.
    func begin(by deadline: ContinuousClock.Instant) async throws(TransactionError) -> UInt64 {
        let handle = handle
        let number = try await perform(.begin, by: deadline, isCancellable: false) { _ in handle.beginTransaction() }
        guard let number else { throw .refused(.producerShutDown) }
        return number
    }

    func sendOffsets(
        _ offsets: [TopicPartitionOffset],
        of group: ConsumerGroupMetadata,
        _ number: UInt64,
        by deadline: ContinuousClock.Instant
    ) async throws(TransactionError) {
        let handle = handle
        try await perform(.sendOffsets(number), by: deadline, isCancellable: true, slice: Self.offsetsSlice) {
            handle.sendOffsets(offsets, of: group, milliseconds: $0)
        }
    }

    func commit(_ number: UInt64, by deadline: ContinuousClock.Instant) async throws(TransactionError) {
        let handle = handle
        try await perform(.commit(number), by: deadline, isCancellable: false) {
            handle.commitTransaction(milliseconds: $0)
        }
    }

    func abort(_ number: UInt64, by deadline: ContinuousClock.Instant) async throws(TransactionError) {
        let handle = handle
        try await perform(.abort(number), by: deadline, isCancellable: false) {
            handle.abortTransaction(milliseconds: $0)
        }
    }

    /// Makes a call, again and again as long as it is retriable and there is time. `body` gets the milliseconds that it
    /// may take.
    @discardableResult
    private func perform(
        _ call: Call,
        by deadline: ContinuousClock.Instant,
        isCancellable: Bool,
        slice: Duration = slice,
        _ body: @escaping @Sendable (Int32) -> TransactionError?
    ) async throws(TransactionError) -> UInt64? {
        if isCancellable, Task.isCancelled { throw .refused(.cancelledCall) }
        if let refusal = life.withLock({ $0.start(call) }) { throw .refused(refusal) }
        if call.comesAfterSends, await !waitUntilIdle(by: deadline) {
            // It has not begun, so that the transaction can still be aborted, or begun later.
            life.withLock { _ = $0.finish(call, .refused(.timedOutSending)) }
            throw .retriable(.timedOutSending)
        }
        let error = await run(by: deadline, isCancellable: isCancellable, slice: slice, body)
        if case .abort = call, error == nil { _ = await waitUntilIdle(by: deadline) }
        let number = life.withLock { $0.finish(call, error) }
        if let error { throw error }
        return number
    }

    /// Whether the transaction of that number can still be committed or aborted.
    func isOpen(_ number: UInt64) -> Bool {
        life.withLock { if case .open(number) = $0.phase { true } else { false } }
    }

    /// Nobody has the transaction of that number any more: where it is still open, it is aborted before the next begins.
    func leave(_ number: UInt64) {
        life.withLock { $0.leave(number) }
    }

    /// A record is to be sent in the transaction of that number.
    func beginSend(_ number: UInt64) throws(KafkaError) {
        if let error = life.withLock({ $0.beginSend(number) }) { throw error }
    }

    func endSend() {
        life.withLock { $0.endSend() }?.resume(returning: true)
    }

    private func run(
        by deadline: ContinuousClock.Instant,
        isCancellable: Bool,
        slice: Duration,
        _ body: @escaping @Sendable (Int32) -> TransactionError?
    ) async -> TransactionError? {
        let isCancelled = CancellationFlag()
        defer { loop.wake() }
        return await withTaskCancellationHandler {
            do throws(KafkaError) {
                return try await NativeThread.run("kafka-txn") {
                    guard self.gate.beginCall() else { return .refused(.producerShutDown) }
                    defer { self.gate.endCall() }
                    return self.repeatCall(by: deadline, slice: slice, isCancelled, body)
                }
            } catch {
                return .retriable(error)
            }
        } onCancel: {
            if isCancellable { isCancelled.set() }
        }
    }

    /// Blocks.
    private func repeatCall(
        by deadline: ContinuousClock.Instant,
        slice: Duration,
        _ isCancelled: CancellationFlag?,
        _ body: (Int32) -> TransactionError?
    ) -> TransactionError? {
        while true {
            let start = ContinuousClock.now
            let end = min(deadline, closingDeadline.withLock { $0 } ?? deadline)
            let error = body(min(end - start, slice).pollMilliseconds)
            // The call may have served the client's queue, and taken a wake-up that was the poll thread's.
            loop.wake()
            guard case .retriable = error else { return error }
            if isCancelled?.isSet == true { return .refused(.cancelledCall) }
            let now = ContinuousClock.now
            if now >= end { return error }
            // A call that failed before its time would else be made without a pause.
            if now - start < .milliseconds(20) { NativeThread.pause(microseconds: 20_000) }
        }
    }

    private func waitUntilIdle(by deadline: ContinuousClock.Instant) async -> Bool {
        if life.withLock({ $0.isIdle }) { return true }
        let timer = loop.schedule(at: deadline) {
            self.life.withLock { $0.stopWaiting() }?.resume(returning: false)
        }
        defer { loop.cancel(timer) }
        return await Resumption.wait { waiter in
            if self.life.withLock({ !$0.waitUntilIdle(waiter) }) { return waiter.resume(returning: true) }
            // The timer may have found nobody waiting yet.
            if ContinuousClock.now >= deadline { self.life.withLock { $0.stopWaiting() }?.resume(returning: false) }
        }
    }
}

extension TransactionControl {
    /// The producer shuts down: no call is allowed any more, and one that is under way ends by the deadline.
    func beginClosing(by deadline: ContinuousClock.Instant) {
        closingDeadline.withLock { $0 = $0 ?? deadline }
        life.withLock { $0.close() }?.resume(returning: false)
    }

    /// Ends the transaction that is open, as far as that is possible by the deadline: aborts it, unless its commit has
    /// begun. Blocks; after the call that was under way.
    func end(by deadline: ContinuousClock.Instant) -> ProducerShutdownReport.Transaction {
        let slice = Self.slice
        while life.withLock({ $0.isCalling }), ContinuousClock.now < deadline + slice {
            NativeThread.pause(microseconds: 1000)
        }
        let handle = handle
        switch life.withLock({ $0.isCalling ? nil : $0.phase }) {
        case nil:
            return .undecided
        case .unready, .ready, .failed:
            return .none
        case .committing:
            let error = repeatCall(by: deadline, slice: slice, nil) { handle.commitTransaction(milliseconds: $0) }
            return error == nil ? .committed : .undecided
        case .open, .aborting:
            let error = repeatCall(by: deadline, slice: slice, nil) { handle.abortTransaction(milliseconds: $0) }
            return error == nil ? .aborted : .undecided
        }
    }
}

extension KafkaError {
    fileprivate static var cancelledCall: KafkaError {
        KafkaError(.cancelled, "the task was cancelled during a call about transactions")
    }

    fileprivate static var timedOutSending: KafkaError {
        KafkaError(.timedOut, "records of a transaction are still being sent", isRetriable: true)
    }
}
