// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Owner of a `rd_kafka_event_t`. Lives in the poll thread's frame and nowhere else.
struct EventHandle: ~Copyable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        rd_kafka_event_destroy(pointer)
    }

    var type: Int32 {
        rd_kafka_event_type(pointer)
    }

    var error: rd_kafka_resp_err_t {
        rd_kafka_event_error(pointer)
    }

    var errorText: String {
        rd_kafka_event_error_string(pointer).map { String(cString: $0) } ?? ""
    }

    var isFatal: Bool {
        rd_kafka_event_error_is_fatal(pointer) != 0
    }

    /// The token that was given with a commit; 0 for librdkafka's own.
    var token: UInt {
        UInt(bitPattern: rd_kafka_event_opaque(pointer))
    }

    /// What a fetch event carries; nil when it is empty. The messages go with the event.
    func batch(epoch: UInt64) -> ConsumerRecordBatch? {
        var messages: [UnsafeMutablePointer<rd_kafka_message_t>?] = []
        while let message = rd_kafka_event_message_next(pointer) {
            messages.append(UnsafeMutablePointer(mutating: message))
        }
        guard !messages.isEmpty else { return nil }
        return messages.withUnsafeBufferPointer { ConsumerRecordBatch(storage: BatchStorage($0, epoch: epoch)) }
    }

    /// The line of a log event.
    var log: (level: KafkaLogEvent.Level, message: String, facility: String)? {
        var facility: UnsafePointer<CChar>?
        var text: UnsafePointer<CChar>?
        var level: Int32 = 0
        guard rd_kafka_event_log(pointer, &facility, &text, &level) == 0 else { return nil }
        return (
            KafkaLogEvent.Level(syslog: level),
            text.map { String(cString: $0) } ?? "",
            facility.map { String(cString: $0) } ?? ""
        )
    }
}
