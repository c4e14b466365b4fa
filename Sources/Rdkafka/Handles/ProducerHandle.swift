// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// A producer's librdkafka client with what its records need: topics, the table for its reports.
final class ProducerHandle: @unchecked Sendable {
    // The client is used only in calls that the gate counts, and destroyed when there are none and can be none any more.
    let client: ClientHandle
    let table: DeliveryTable
    let topics: TopicTable

    init(
        _ configuration: consuming ConfigurationHandle,
        table: DeliveryTable,
        events: ClientEvents
    ) throws(KafkaError) {
        try table.intercept(configuration)
        do {
            client = try ClientHandle(RD_KAFKA_PRODUCER, configuration, events: events)
        } catch {
            table.release()
            throw error
        }
        topics = unsafe TopicTable(client: client.pointer)
        self.table = table
    }

    var name: String { client.name }

    func mainQueue() -> QueueHandle? {
        client.mainQueue()
    }

    /// Hands one record to librdkafka, which copies it. Room has been taken at the gate; when the record is refused,
    /// the room is given back and the token settled, here or by the interceptor.
    func produce(_ record: ProducerRecord, token: UInt) throws(KafkaError) -> rd_kafka_resp_err_t {
        let load = InFlightGate.Load(records: 1, bytes: record.size)
        // Last, as the client may be destroyed as soon as there is no call left.
        defer { table.gate.callReturned(load) }
        return try hand(record, load, token: token)
    }

    /// The same, without telling the gate that the call has returned.
    @inline(__always)
    func hand(
        _ record: ProducerRecord,
        _ load: InFlightGate.Load,
        token: UInt
    ) throws(KafkaError) -> rd_kafka_resp_err_t {
        guard !table.gate.isClosed else {
            table.refuse(token, RD_KAFKA_RESP_ERR__DESTROY, load)
            throw .shutDownUnsent
        }
        guard record.isFaithful else {
            table.refuse(token, RD_KAFKA_RESP_ERR__INVALID_ARG, load)
            throw record.refusal ?? .librdkafka(RD_KAFKA_RESP_ERR__INVALID_ARG)
        }
        let topic: TopicHandle
        do {
            topic = try topics.handle(record.topic)
        } catch {
            table.refuse(token, RD_KAFKA_RESP_ERR__INVALID_ARG, load)
            throw error
        }
        let error = unsafe record.value.withBytes { value, valueLength in
            unsafe record.key.withBytes { key, keyLength in
                unsafe HeaderList.with(record.headers) { headers in
                    unsafe crdkafka_produce(
                        client.pointer, topic.pointer, record.partition ?? RD_KAFKA_PARTITION_UA,
                        Int32(RD_KAFKA_MSG_F_COPY),
                        value, valueLength, key, keyLength, record.timestamp ?? 0, headers,
                        UnsafeMutableRawPointer(bitPattern: token))
                }
            }
        }
        if error != RD_KAFKA_RESP_ERR_NO_ERROR, !RefusalMark.take() { table.refuse(token, error, load) }
        return error
    }

    /// Blocks until nothing is queued or the time is up. True when nothing is.
    func flush(milliseconds: Int32) -> Bool {
        unsafe rd_kafka_flush(client.pointer, milliseconds) == RD_KAFKA_RESP_ERR_NO_ERROR
    }

    /// Makes records fail that are not acknowledged, soon.
    func purge(queued: Bool = true, inFlight: Bool = true) {
        var flags = RD_KAFKA_PURGE_F_NON_BLOCKING
        if queued { flags |= RD_KAFKA_PURGE_F_QUEUE }
        if inFlight { flags |= RD_KAFKA_PURGE_F_INFLIGHT }
        ReportingThread.run { _ = unsafe rd_kafka_purge(client.pointer, Int32(flags)) }
    }

    /// What has made the client useless, if anything has.
    var fatalError: KafkaError? {
        var text = ErrorText()
        let error = unsafe text.fill { unsafe rd_kafka_fatal_error(client.pointer, $0, $1) }
        return error == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : .librdkafka(error, text.string, isFatal: true)
    }

    /// Makes the client useless, as an error of that code would.
    func raiseFatalError(_ code: Int32, _ reason: String) {
        unsafe rd_kafka_test_fatal_error(client.pointer, rd_kafka_resp_err_t(code), reason)
    }

    /// Ends the client. Blocks; once, and when nothing is in flight any more.
    func destroy() {
        topics.release()
        client.destroy()
        table.release()
    }
}
