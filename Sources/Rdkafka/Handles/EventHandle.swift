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

    /// The line of a log event.
    func log(client: String) -> KafkaLogEvent? {
        var facility: UnsafePointer<CChar>?
        var text: UnsafePointer<CChar>?
        var level: Int32 = 0
        guard rd_kafka_event_log(pointer, &facility, &text, &level) == 0 else { return nil }
        return KafkaLogEvent(
            level: KafkaLogEvent.Level(syslog: level),
            message: text.map { String(cString: $0) } ?? "",
            facility: facility.map { String(cString: $0) } ?? "",
            client: client
        )
    }
}
