// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Owner of one reference to a `rd_kafka_queue_t`. It has to go before its client does.
@safe
struct QueueHandle: ~Copyable, @unchecked Sendable {
    // A queue may be polled and woken from any thread; that is librdkafka's contract.
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        unsafe self.pointer = pointer
    }

    deinit {
        unsafe rd_kafka_queue_destroy(pointer)
    }

    /// Ends the poll that blocks now, or the next one if none does.
    func wake() {
        unsafe rd_kafka_queue_yield(pointer)
    }
}
