// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Owner of a `rd_kafka_t`. Whoever holds it destroys it, on a thread that may block.
struct ClientHandle: ~Copyable, @unchecked Sendable {
    // A rd_kafka_t may be used from any thread; that is librdkafka's contract.
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    var name: String {
        rd_kafka_name(pointer).map { String(cString: $0) } ?? ""
    }

    /// Blocks until the client's threads have ended.
    ///
    /// `leavingGroup`: whether a consumer that is still in its group leaves it first, which needs the broker.
    consuming func destroy(leavingGroup: Bool = true) {
        rd_kafka_destroy_flags(pointer, leavingGroup ? 0 : Int32(RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE))
    }

    /// Sends the log lines to the main queue, where the poll thread takes them.
    func sendLogsToMainQueue() {
        rd_kafka_set_log_queue(pointer, nil)
    }

    /// Lets one queue bring everything that is a consumer's.
    func sendMainQueueToConsumerQueue() {
        rd_kafka_poll_set_consumer(pointer)
    }

    func mainQueue() -> QueueHandle? {
        rd_kafka_queue_get_main(pointer).map { QueueHandle($0) }
    }

    func consumerQueue() -> QueueHandle? {
        rd_kafka_queue_get_consumer(pointer).map { QueueHandle($0) }
    }
}
