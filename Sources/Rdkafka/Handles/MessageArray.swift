// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Records as `rd_kafka_produce_batch` takes them.
enum MessageArray {
    private typealias Storage = InlineArray<16, rd_kafka_message_t>

    /// So many at a time: they lie on the stack, and each takes a level of recursion, as a record's bytes stay where they
    /// are only within a call.
    static let capacity = unsafe Storage.count

    /// Runs `body` with the records of a range, ``capacity`` at most, each with its token of the slot.
    static func with(
        _ records: [ProducerRecord],
        _ range: Range<Int>,
        _ slot: DeliverySlotReference,
        _ body: (UnsafeMutablePointer<rd_kafka_message_t>) -> Void
    ) {
        var messages = unsafe Storage(repeating: rd_kafka_message_t())
        var span = unsafe messages.mutableSpan
        unsafe span.withUnsafeMutableBufferPointer { messages in
            // Not empty, so that there is an address.
            guard let first = messages.baseAddress else { return }
            unsafe fill(first, records, range, slot) { unsafe body(first) }
        }
    }

    private static func fill(
        _ message: UnsafeMutablePointer<rd_kafka_message_t>,
        _ records: [ProducerRecord],
        _ range: Range<Int>,
        _ slot: DeliverySlotReference,
        _ body: () -> Void
    ) {
        guard let index = range.first else { return body() }
        unsafe message.pointee._private = UnsafeMutableRawPointer(bitPattern: slot.token(.batch(record: index)))
        unsafe records[index].value.withBytes { value, length in
            unsafe message.pointee.payload = UnsafeMutableRawPointer(mutating: value)
            unsafe message.pointee.len = length
            unsafe records[index].key.withBytes { key, length in
                unsafe message.pointee.key = UnsafeMutableRawPointer(mutating: key)
                unsafe message.pointee.key_len = length
                unsafe fill(message + 1, records, index + 1..<range.upperBound, slot, body)
            }
        }
    }
}
