// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
internal import Glibc
internal import Synchronization

/// Where delivery reports arrive: on librdkafka's threads, in its acknowledgement interceptor, before a report would
/// be queued for a poll thread. Nothing here calls librdkafka, blocks, or runs a user's code.
final class DeliveryTable: Sendable {
    let gate: InFlightGate
    let slots = DeliverySlots()
    /// Handlers that are being told of reports.
    let activity = HandlerActivity()
    let failures: PostFailures
    // Broker threads write below this what senders read above it.
    private let padding = PaddedCacheLine()
    private let delivered = Atomic<Int>(0)
    private let failed = Atomic<Int>(0)
    private let purged = Atomic<Int>(0)

    init(limit: InFlightGate.Load, onPostFailure: PostFailureHandler?) {
        gate = InFlightGate(limit: limit)
        failures = PostFailures(onPostFailure, activity)
    }

    var deliveredCount: Int { delivered.load(ordering: .relaxed) }
    var failedCount: Int { failed.load(ordering: .relaxed) }
    var purgedCount: Int { purged.load(ordering: .relaxed) }

    var counters: ProducerCounters {
        let inFlight = gate.inFlight
        return ProducerCounters(
            delivered: deliveredCount, failed: failedCount, inFlightRecords: inFlight.records,
            inFlightBytes: inFlight.bytes)
    }

    /// Adds the interceptor to a configuration. The table is kept alive until `release` is called.
    func intercept(_ configuration: borrowing ConfigurationHandle) throws(KafkaError) {
        try unsafe configuration.addInterceptor(interceptorName, addAcknowledgementInterceptor, keeping: self)
    }

    /// Gives up the reference that the interceptor holds. Once, when no report can come any more.
    func release() {
        unsafe Unmanaged.passUnretained(self).release()
    }

    /// Settles a record that librdkafka refused without telling the interceptor.
    func refuse(_ token: UInt, _ error: rd_kafka_resp_err_t, _ load: InFlightGate.Load) {
        failed.wrappingAdd(1, ordering: .relaxed)
        gate.leave(load)
        if let token = DeliveryToken(token) { settle(token, DeliveryOutcome(refused: error)) }
    }

    fileprivate func acknowledge(_ message: UnsafePointer<rd_kafka_message_t>) {
        let error = unsafe message.pointee.err
        let load = unsafe InFlightGate.Load(records: 1, bytes: message.pointee.len + message.pointee.key_len)
        let token = unsafe UInt(bitPattern: message.pointee._private)
        if error == RD_KAFKA_RESP_ERR_NO_ERROR {
            delivered.wrappingAdd(1, ordering: .relaxed)
        } else {
            noteFailure(error)
            // What is reported from inside the produce call, its caller is told.
            if token == 0, failures.isHandled, ReportingThread.isCurrent { unsafe addPostFailure(message) }
        }
        // Before the task runs again, so that it finds its record counted as done.
        gate.leave(load)
        if let token = DeliveryToken(token) { unsafe settle(token, outcome(message)) }
    }

    private func outcome(_ message: UnsafePointer<rd_kafka_message_t>) -> DeliveryOutcome {
        let error = unsafe message.pointee.err
        if error == RD_KAFKA_RESP_ERR_NO_ERROR || ReportingThread.isCurrent { return unsafe DeliveryOutcome(message) }
        // Of several that are handed over together, a refused one is reported with the message that was given, which is
        // not one of librdkafka's own, as its functions would have it.
        return DeliveryOutcome(refused: error)
    }

    private func addPostFailure(_ message: UnsafePointer<rd_kafka_message_t>) {
        // Reads a field of the topic; takes no lock.
        let name = unsafe message.pointee.rkt.flatMap { unsafe rd_kafka_topic_name($0) }
        let topic = unsafe name.map { unsafe String(cString: $0) } ?? ""
        unsafe failures.add(
            DeliveryOutcome(message), topic: topic, bytes: message.pointee.len + message.pointee.key_len)
    }

    private func noteFailure(_ error: rd_kafka_resp_err_t) {
        failed.wrappingAdd(1, ordering: .relaxed)
        if error == RD_KAFKA_RESP_ERR__PURGE_QUEUE || error == RD_KAFKA_RESP_ERR__PURGE_INFLIGHT {
            purged.wrappingAdd(1, ordering: .relaxed)
        }
        if !ReportingThread.isCurrent { RefusalMark.set() }
    }

    private func settle(_ token: DeliveryToken, _ outcome: DeliveryOutcome) {
        guard let reported = slots[token.slot] else { return }
        switch token.receiver {
        case .task:
            slots.settle(reported, outcome)
        case .batch(let record):
            unsafe reported.slot.pointee.outcomes?[record] = outcome
            countDown(reported)
        case .posted:
            guard let posted = reported.takePosted() else { return }
            slots.release(reported)
            // A refusal is told by the call that posts.
            if outcome.isSuccess || ReportingThread.isCurrent { posted.report(outcome) }
        }
    }

    /// One report less to wait for, of records that are awaited together.
    func countDown(_ reported: DeliverySlotReference) {
        if reported.countDown() { slots.settle(reported, DeliveryOutcome()) }
    }
}

private let interceptorName = "swift"

private func addAcknowledgementInterceptor(
    _ client: OpaquePointer?,
    _ configuration: OpaquePointer?,
    _ opaque: UnsafeMutableRawPointer?,
    _ text: UnsafeMutablePointer<CChar>?,
    _ textSize: Int
) -> rd_kafka_resp_err_t {
    let error = unsafe rd_kafka_interceptor_add_on_thread_start(client, interceptorName, threadStarted, nil)
    guard error == RD_KAFKA_RESP_ERR_NO_ERROR else { return error }
    return unsafe rd_kafka_interceptor_add_on_acknowledgement(client, interceptorName, acknowledged, opaque)
}

private func threadStarted(
    _ client: OpaquePointer?,
    _ type: rd_kafka_thread_type_t,
    _ name: UnsafePointer<CChar>?,
    _ opaque: UnsafeMutableRawPointer?
) -> rd_kafka_resp_err_t {
    ReportingThread.mark()
    return RD_KAFKA_RESP_ERR_NO_ERROR
}

private func acknowledged(
    _ client: OpaquePointer?,
    _ message: UnsafeMutablePointer<rd_kafka_message_t>?,
    _ opaque: UnsafeMutableRawPointer?
) -> rd_kafka_resp_err_t {
    guard let message = unsafe message, let opaque = unsafe opaque else { return RD_KAFKA_RESP_ERR_NO_ERROR }
    unsafe Unmanaged<DeliveryTable>.fromOpaque(opaque)._withUnsafeGuaranteedRef { unsafe $0.acknowledge(message) }
    return RD_KAFKA_RESP_ERR_NO_ERROR
}
