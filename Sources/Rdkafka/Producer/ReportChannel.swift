// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
internal import Synchronization

/// Posts records that carry a value of the program's own, which comes back with the record's report.
///
/// For programs that neither await each record nor can do with failures alone: one that has to acknowledge something
/// upstream, say. It costs an allocation a record more than a plain post.
///
///     let channel = ReportChannel<Delivery>(producer) { reports in
///         for report in reports { report.context.finish(report.result) }
///     }
///     try channel.post(record, context: delivery)
public final class ReportChannel<Context: Sendable>: Sendable {
    private let producer: KafkaProducer
    private let reports: ReportQueue<Context>

    /// A channel of a producer, which may have several.
    ///
    /// - Parameters:
    ///   - producer: sends the records.
    ///   - capacity: how many records may be posted whose report the handler has not dealt with.
    ///   - handler: gets the reports, several at a time, in a task of its own, one call after the other. Each record that
    ///     was posted without an error comes here exactly once. A shutdown waits some seconds for it.
    public init(
        _ producer: KafkaProducer,
        capacity: Int = 100_000,
        handler: @escaping @Sendable ([PostReport<Context>]) -> Void
    ) {
        self.producer = producer
        reports = ReportQueue(capacity: max(1, capacity), producer.core.table.activity, handler)
        producer.core.channels.add(reports.gate)
    }

    /// Queues a record and returns at once.
    ///
    /// - Throws: as ``KafkaProducer/post(_:)``, and `queueFull` too when the handler lags behind. The handler is not
    ///   told then.
    public func post(_ record: ProducerRecord, context: Context) throws(KafkaError) {
        guard reports.gate.tryEnter(.oneReport) else {
            throw reports.gate.isClosed ? .shutDownUnsent : .reportsPending
        }
        do throws(KafkaError) {
            try producer.enterNow(InFlightGate.Load(records: 1, bytes: record.size))
        } catch {
            reports.gate.leave(.oneReport)
            throw error
        }
        try produce(record, context)
    }

    /// Queues a record, waiting for room in a full queue and for a handler that lags behind, but not for what becomes of
    /// the record.
    ///
    /// - Parameters:
    ///   - record: the record, which is copied.
    ///   - context: comes back with the report.
    ///   - timeout: how long to wait for either; nil is as long as it takes.
    /// - Throws: as ``KafkaProducer/enqueue(_:timeout:)``. The handler is not told then.
    public func enqueue(
        _ record: ProducerRecord,
        context: Context,
        timeout: Duration? = nil
    ) async throws(KafkaError) {
        try await producer.enter(.oneReport, timeout: timeout, at: reports.gate)
        do throws(KafkaError) {
            try await producer.enter(InFlightGate.Load(records: 1, bytes: record.size), timeout: timeout)
        } catch {
            reports.gate.leave(.oneReport)
            throw error
        }
        try produce(record, context)
    }

    /// Room has been taken at both gates.
    private func produce(_ record: ProducerRecord, _ context: Context) throws(KafkaError) {
        let posted = PostedContext(topic: record.topic, context, reports)
        do throws(KafkaError) {
            let slot = try producer.core.acquireSlot(holding: InFlightGate.Load(records: 1, bytes: record.size))
            slot.expect(posted)
            try producer.produceUnawaited(record, token: slot.token())
        } catch {
            // A shutdown that waited no longer, while the client was being called, has had the handler told of it.
            guard posted.tell() else { return }
            reports.gate.leave(.oneReport)
            throw error
        }
    }
}

/// The reports of a channel on their way to its handler.
private final class ReportQueue<Context: Sendable>: Sendable {
    /// What a librdkafka thread hands over; the rest is made where the handler runs.
    private struct Report {
        let topic: String
        let context: Context
        let outcome: DeliveryOutcome
    }

    /// Counts the records from their post until the handler has dealt with their reports.
    let gate: InFlightGate
    private let queue: HandlerQueue<Report>

    init(capacity: Int, _ activity: HandlerActivity, _ handler: @escaping @Sendable ([PostReport<Context>]) -> Void) {
        let gate = InFlightGate(limit: InFlightGate.Load(records: min(capacity, 10_000_000), bytes: 1 << 38))
        // The gate bounds it.
        queue = HandlerQueue(capacity: .max, activity) { reports in
            handler(reports.map { PostReport(context: $0.context, result: $0.outcome.result(topic: $0.topic)) })
            gate.leave(InFlightGate.Load(records: reports.count, bytes: 0))
        }
        self.gate = gate
    }

    func add(topic: String, _ outcome: DeliveryOutcome, takeContext: () -> Context?) {
        queue.add { takeContext().map { Report(topic: topic, context: $0, outcome: outcome) } }
    }
}

/// A posted record's context, until its report comes.
private final class PostedContext<Context: Sendable>: PostedRecord {
    private let topic: String
    /// Until it is reported.
    private var context: Context?
    private let reports: ReportQueue<Context>
    private let isTold = Atomic(false)

    init(topic: String, _ context: Context, _ reports: ReportQueue<Context>) {
        self.topic = topic
        self.context = context
        self.reports = reports
    }

    /// True for the first that tells what became of the record.
    func tell() -> Bool {
        !isTold.exchange(true, ordering: .acquiringAndReleasing)
    }

    override func report(_ outcome: DeliveryOutcome) {
        guard tell() else { return }
        reports.add(topic: topic, outcome) { context.take() }
    }
}

extension InFlightGate.Load {
    fileprivate static let oneReport = InFlightGate.Load(records: 1, bytes: 0)
}

extension KafkaError {
    fileprivate static var reportsPending: KafkaError {
        KafkaError(
            .queueFull, "the channel's handler has not dealt with earlier reports", isRetriable: true,
            deliveryStatus: .notPersisted)
    }
}
