// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
internal import Glibc

/// Owner of a `rd_kafka_event_t`. Lives in the poll thread's frame and nowhere else.
@safe
struct EventHandle: ~Copyable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        unsafe self.pointer = pointer
    }

    deinit {
        unsafe rd_kafka_event_destroy(pointer)
    }

    var type: Int32 {
        unsafe rd_kafka_event_type(pointer)
    }

    var error: rd_kafka_resp_err_t {
        unsafe rd_kafka_event_error(pointer)
    }

    var errorText: String {
        unsafe rd_kafka_event_error_string(pointer).map { unsafe String(cString: $0) } ?? ""
    }

    var isFatal: Bool {
        unsafe rd_kafka_event_error_is_fatal(pointer) != 0
    }

    /// The token that was given with a commit; 0 for librdkafka's own.
    var token: UInt {
        unsafe UInt(bitPattern: rd_kafka_event_opaque(pointer))
    }

    /// The partitions that a rebalance is about.
    var partitions: [TopicPartition] {
        unsafe PartitionList.partitions(rd_kafka_event_topic_partition_list(pointer))
    }

    /// What was answered for each partition.
    var partitionResults: [PartitionResult] {
        unsafe PartitionList.results(rd_kafka_event_topic_partition_list(pointer))
    }

    /// What a fetch event carries; nil when it is empty. The messages go with the event.
    func batch(epoch: UInt64) -> ConsumerRecordBatch? {
        var messages: [UnsafeMutablePointer<rd_kafka_message_t>?] = unsafe []
        while let message = unsafe rd_kafka_event_message_next(pointer) {
            unsafe messages.append(UnsafeMutablePointer(mutating: message))
        }
        guard unsafe !messages.isEmpty else { return nil }
        return unsafe messages.withUnsafeBufferPointer {
            unsafe ConsumerRecordBatch(storage: BatchStorage($0, epoch: epoch))
        }
    }

    /// The text of a statistics event.
    var statistics: [UInt8]? {
        guard let text = unsafe rd_kafka_event_stats(pointer) else { return nil }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }

    /// The line of a log event.
    var log: (level: KafkaLogEvent.Level, message: String, facility: String)? {
        var facility: UnsafePointer<CChar>?
        var text: UnsafePointer<CChar>?
        var level: Int32 = 0
        guard unsafe rd_kafka_event_log(pointer, &facility, &text, &level) == 0 else { return nil }
        return unsafe (
            KafkaLogEvent.Level(syslog: level),
            text.map { unsafe String(cString: $0) } ?? "",
            unsafe facility.map { unsafe String(cString: $0) } ?? ""
        )
    }
}
