// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension ProducerHandle {
    /// Hands records that are awaited together to librdkafka; every one of them settles its part of the slot. `load` is
    /// all of them.
    func produce(
        _ records: [ProducerRecord],
        _ range: Range<Int>,
        _ load: InFlightGate.Load,
        _ slot: DeliverySlotReference
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            let end = endOfRun(records, index..<min(range.upperBound, index + MessageArray.capacity))
            if end - index > 1, let topic = topicOfRun(records[index]) {
                produceRun(records, index..<end, topic, slot)
            } else {
                for index in index..<end { hand(records[index], slot.token(.batch(record: index))) }
            }
            index = end
        }
        // Last, as the client may be destroyed as soon as there is no call left.
        table.gate.callReturned(load)
    }

    /// How far records go that librdkafka takes in one call: of one topic, and with nothing but key and value. A record
    /// for a partition goes by itself: librdkafka never frees one of several whose partition there isn't.
    private func endOfRun(_ records: [ProducerRecord], _ range: Range<Int>) -> Int {
        var end = range.lowerBound
        while end < range.upperBound, records[end].isPlain, records[end].topic == records[range.lowerBound].topic {
            end += 1
        }
        return max(end, range.lowerBound + 1)
    }

    /// Nil where none can be sent; each record is refused by itself then.
    private func topicOfRun(_ first: ProducerRecord) -> TopicHandle? {
        table.gate.isClosed ? nil : try? topics.handle(first.topic)
    }

    private func produceRun(
        _ records: [ProducerRecord], _ range: Range<Int>, _ topic: TopicHandle, _ slot: DeliverySlotReference
    ) {
        unsafe MessageArray.with(records, range, slot) { messages in
            let taken = unsafe rd_kafka_produce_batch(
                topic.pointer, RD_KAFKA_PARTITION_UA, Int32(RD_KAFKA_MSG_F_COPY), messages, Int32(range.count))
            if taken < range.count { unsafe refuse(messages, records, range, slot) }
        }
    }

    /// Settles the records that librdkafka didn't take. Those that it has told the interceptor of are settled already.
    private func refuse(
        _ messages: UnsafeMutablePointer<rd_kafka_message_t>,
        _ records: [ProducerRecord], _ range: Range<Int>, _ slot: DeliverySlotReference
    ) {
        _ = RefusalMark.take()
        for index in range {
            let error = unsafe messages[index - range.lowerBound].err
            guard error != RD_KAFKA_RESP_ERR_NO_ERROR, !slot.isReported(record: index) else { continue }
            let load = InFlightGate.Load(records: 1, bytes: records[index].size)
            table.refuse(slot.token(.batch(record: index)), error, load)
        }
    }

    private func hand(_ record: ProducerRecord, _ token: UInt) {
        _ = try? hand(record, InFlightGate.Load(records: 1, bytes: record.size), token: token)
    }
}

extension ProducerRecord {
    /// Whether it has nothing but key and value, as all that `rd_kafka_produce_batch` takes.
    @inline(__always)
    fileprivate var isPlain: Bool {
        headers.isEmpty && partition == nil && timestamp == nil
    }
}
