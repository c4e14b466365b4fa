// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// A queue as its poll thread sees it; a `WakeTarget` owns it until that thread ends.
@safe
struct PolledQueue: @unchecked Sendable {
    // A queue may be polled from any thread; only the poll thread does.
    private let pointer: OpaquePointer

    init(_ queue: borrowing QueueHandle) {
        unsafe pointer = queue.pointer
    }

    /// Blocks for the next event, for ever when `milliseconds` is -1; nil when it was woken or time is up.
    func poll(milliseconds: Int32) -> EventHandle? {
        unsafe rd_kafka_queue_poll(pointer, milliseconds).map { unsafe EventHandle($0) }
    }
}
