// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Copies messages into the memory of a batch.
struct BatchBuilder {
    private let bytes: UnsafeMutableRawPointer
    private let readsHeaders: Bool
    private var used = 0
    private var lastTopic: OpaquePointer?
    private var topicPointers: [OpaquePointer] = []
    private(set) var topics: [String] = []
    private(set) var headers: [[RecordHeader]] = []
    private(set) var errors: [ConsumerPartitionError] = []
    private var topic = 0

    init(bytes: UnsafeMutableRawPointer, readsHeaders: Bool) {
        self.bytes = bytes
        self.readsHeaders = readsHeaders
    }

    mutating func add(_ message: UnsafeMutablePointer<rd_kafka_message_t>) -> RecordPlace {
        let start = used
        copy(message.pointee.key, message.pointee.key_len)
        copy(message.pointee.payload, message.pointee.len)
        if message.pointee.rkt != lastTopic { findTopic(message.pointee.rkt) }
        var type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
        return RecordPlace(
            offset: message.pointee.offset,
            timestamp: rd_kafka_message_timestamp(message, &type),
            start: start,
            keyLength: message.pointee.key == nil ? -1 : Int32(clamping: message.pointee.key_len),
            valueLength: message.pointee.payload == nil ? -1 : Int32(clamping: message.pointee.len),
            partition: message.pointee.partition,
            topic: Int32(clamping: topic),
            headers: addHeaders(message),
            leaderEpoch: crdkafka_message_leader_epoch(message)
        )
    }

    mutating func addError(_ message: UnsafeMutablePointer<rd_kafka_message_t>) {
        // A consumer's error message has the text where a record has its value.
        let text = rd_kafka_message_errstr(message).map { String(cString: $0) } ?? ""
        let name = message.pointee.rkt.flatMap { rd_kafka_topic_name($0) }.map { String(cString: $0) }
        errors.append(
            ConsumerPartitionError(
                topic: name,
                partition: message.pointee.partition < 0 ? nil : message.pointee.partition,
                error: .librdkafka(message.pointee.err, text)
            ))
    }

    private mutating func copy(_ source: UnsafeMutableRawPointer?, _ count: Int) {
        guard let source, count > 0 else { return }
        (bytes + used).copyMemory(from: source, byteCount: count)
        used += count
    }

    private mutating func findTopic(_ pointer: OpaquePointer?) {
        lastTopic = pointer
        guard let pointer else { return }
        if let known = topicPointers.firstIndex(of: pointer) {
            topic = known
        } else {
            topic = topics.count
            topicPointers.append(pointer)
            topics.append(rd_kafka_topic_name(pointer).map { String(cString: $0) } ?? "")
        }
    }

    private mutating func addHeaders(_ message: UnsafeMutablePointer<rd_kafka_message_t>) -> Int32 {
        var list: OpaquePointer?
        guard readsHeaders, rd_kafka_message_headers(message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list else {
            return -1
        }
        headers.append(HeaderList.read(list))
        return Int32(clamping: headers.count - 1)
    }
}
