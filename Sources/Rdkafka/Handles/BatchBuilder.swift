// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Copies messages into the memory of a batch.
@safe
struct BatchBuilder {
    private let bytes: UnsafeMutableRawPointer
    private let readsHeaders: Bool
    private var used = 0
    private var lastTopic: OpaquePointer?
    private var topicPointers: [OpaquePointer] = unsafe []
    private(set) var topics: [String] = []
    private(set) var headers: [[RecordHeader]] = []
    private(set) var errors: [ConsumerPartitionError] = []
    private var topic = 0
    private var partition: Int32 = -1
    private var count = 0
    /// Where records of another partition begin.
    private(set) var runs: [RecordRun] = []

    init(bytes: UnsafeMutableRawPointer, readsHeaders: Bool) {
        unsafe self.bytes = bytes
        self.readsHeaders = readsHeaders
    }

    mutating func add(_ message: UnsafeMutablePointer<rd_kafka_message_t>) -> RecordPlace {
        let start = used
        unsafe copy(message.pointee.key, message.pointee.key_len)
        unsafe copy(message.pointee.payload, message.pointee.len)
        if unsafe message.pointee.rkt != lastTopic || message.pointee.partition != partition {
            unsafe beginRun(message.pointee.rkt, message.pointee.partition)
        }
        count += 1
        var type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
        return unsafe RecordPlace(
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
        let text = unsafe rd_kafka_message_errstr(message).map { unsafe String(cString: $0) } ?? ""
        let topic = unsafe message.pointee.rkt.flatMap { unsafe rd_kafka_topic_name($0) }
        let name = unsafe topic.map { unsafe String(cString: $0) }
        unsafe errors.append(
            ConsumerPartitionError(
                topic: name,
                partition: message.pointee.partition < 0 ? nil : message.pointee.partition,
                error: .librdkafka(message.pointee.err, text)
            ))
    }

    private mutating func copy(_ source: UnsafeMutableRawPointer?, _ count: Int) {
        guard let source = unsafe source, count > 0 else { return }
        unsafe (bytes + used).copyMemory(from: source, byteCount: count)
        used += count
    }

    private mutating func beginRun(_ pointer: OpaquePointer?, _ partition: Int32) {
        if unsafe pointer != lastTopic || topics.isEmpty { unsafe findTopic(pointer) }
        self.partition = partition
        let name = topics.indices.contains(topic) ? topics[topic] : ""
        runs.append(RecordRun(start: count, partition: TopicPartition(topic: name, partition: partition)))
    }

    private mutating func findTopic(_ pointer: OpaquePointer?) {
        unsafe lastTopic = pointer
        guard let pointer = unsafe pointer else { return }
        if let known = unsafe topicPointers.firstIndex(of: pointer) {
            topic = known
        } else {
            topic = topics.count
            unsafe topicPointers.append(pointer)
            unsafe topics.append(rd_kafka_topic_name(pointer).map { unsafe String(cString: $0) } ?? "")
        }
    }

    private mutating func addHeaders(_ message: UnsafeMutablePointer<rd_kafka_message_t>) -> Int32 {
        var list: OpaquePointer?
        // Ours then, to be freed by the thread that allocated it, as the message is by its own.
        guard readsHeaders, unsafe rd_kafka_message_detach_headers(message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR,
            let list = unsafe list
        else {
            return -1
        }
        defer { unsafe rd_kafka_headers_destroy(list) }
        unsafe headers.append(HeaderList.read(list))
        return Int32(clamping: headers.count - 1)
    }
}
