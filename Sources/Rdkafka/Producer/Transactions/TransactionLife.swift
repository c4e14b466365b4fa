// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Where a producer stands with its transactions: one at a time, one call at a time.
struct TransactionLife: ~Copyable {
    /// A call about transactions. Numbers name the transaction that it is about.
    enum Call: Hashable {
        case initialize
        case begin
        case sendOffsets(UInt64)
        case commit(UInt64)
        case abort(UInt64)

        /// Whether no send of a transaction may be under way when it is made: a commit would not wait for it, and one of
        /// an aborted transaction would slip into the next.
        var comesAfterSends: Bool {
            switch self {
            case .begin, .commit: true
            case .initialize, .sendOffsets, .abort: false
            }
        }
    }

    enum Phase: Hashable {
        /// Transactions are not initialized.
        case unready
        case ready
        case open(UInt64)
        /// The commit has begun, and is not known to be over. Nothing but another commit can follow.
        case committing(UInt64)
        /// The same with an abort.
        case aborting(UInt64)
        /// The producer is of no use any more.
        case failed
    }

    private(set) var phase = Phase.unready
    private(set) var isCalling = false
    private var isClosed = false
    private var lastNumber: UInt64 = 0
    /// The last transaction that nobody has any more.
    private var left: UInt64?
    /// Of the open transaction, or of the one before where its abort did not wait for them, not done yet.
    private var sends = 0
    private var idleWaiter: Resumption<Bool>?

    /// Whether no send is under way.
    var isIdle: Bool { sends == 0 }

    /// What is to be called first, so that a transaction can be begun.
    var callBeforeBegin: Call? {
        switch phase {
        case .unready: .initialize
        case .committing(let number): .commit(number)
        case .aborting(let number): .abort(number)
        case .open(let number) where number == left: .abort(number)
        case .ready, .open, .failed: nil
        }
    }

    /// A call is to be made; nil, and then it must not be, when it is not allowed. In the phase `failed` it is: librdkafka
    /// knows best what happened.
    mutating func start(_ call: Call) -> KafkaError? {
        if isClosed { return .producerShutDown }
        if isCalling { return Self.refusal("another call about transactions has not returned") }
        switch (call, phase) {
        case (_, .failed), (.initialize, .unready), (.begin, .ready):
            break
        case (.initialize, _):
            return Self.refusal("transactions are initialized already")
        case (.begin, .unready):
            return Self.refusal("transactions are not initialized")
        case (.begin, .open):
            return Self.refusal("a transaction is open: a producer has one at a time")
        case (.begin, _):
            return Self.refusal("the last transaction has not ended")
        case (.sendOffsets(let number), .open(let open)) where number == open:
            break
        case (.commit(let number), .open(let open)) where number == open:
            phase = .committing(number)
        case (.abort(let number), .open(let open)) where number == open:
            phase = .aborting(number)
        case (.commit(let number), .committing(let open)) where number == open:
            break
        case (.abort(let number), .aborting(let open)) where number == open:
            break
        case (.abort, .committing):
            return Self.refusal("the transaction is being committed: only the commit can be called again")
        case (.commit, .aborting), (.sendOffsets, .aborting), (.sendOffsets, .committing):
            return Self.refusal("the transaction is being ended")
        default:
            return Self.refusal("the transaction has ended")
        }
        isCalling = true
        return nil
    }

    /// The call has returned. The number is that of the transaction that has begun.
    @discardableResult
    mutating func finish(_ call: Call, _ error: TransactionError?) -> UInt64? {
        isCalling = false
        switch (call, error) {
        case (_, .fatal):
            phase = .failed
        case (_, nil) where phase == .failed:
            break
        case (.initialize, nil), (.commit, nil), (.abort, nil):
            phase = .ready
        case (.begin, nil):
            lastNumber += 1
            phase = .open(lastNumber)
            return lastNumber
        case (.commit(let number), .abortable), (.commit(let number), .refused):
            phase = .open(number)
        default:
            break
        }
        return nil
    }

    /// Nobody has the transaction any more, whatever became of it.
    mutating func leave(_ number: UInt64) {
        left = number
    }

    /// A record is to be sent in a transaction; an error when that has ended or is ending.
    mutating func beginSend(_ number: UInt64) -> KafkaError? {
        guard phase == .open(number) else {
            return Self.refusal("the record's transaction has ended or is ending", .notPersisted)
        }
        sends += 1
        return nil
    }

    /// It is not under way any more. Whoever waits for that is to be resumed.
    mutating func endSend() -> Resumption<Bool>? {
        sends -= 1
        return sends == 0 ? idleWaiter.take() : nil
    }

    /// Waits until no send is under way; there can't come any more. False when there is none.
    mutating func waitUntilIdle(_ waiter: Resumption<Bool>) -> Bool {
        if sends == 0 || isClosed { return false }
        idleWaiter = waiter
        return true
    }

    /// Whoever waits for the sends does no more.
    mutating func stopWaiting() -> Resumption<Bool>? {
        idleWaiter.take()
    }

    /// No call is allowed any more.
    mutating func close() -> Resumption<Bool>? {
        isClosed = true
        return idleWaiter.take()
    }

    private static func refusal(_ message: String, _ status: DeliveryReport.Status? = nil) -> KafkaError {
        KafkaError(.invalidState, message, deliveryStatus: status)
    }
}
