// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// A topic of a producer, as librdkafka knows it.
struct TopicHandle: @unchecked Sendable {
    // A rd_kafka_topic_t may be used from any thread; its table keeps it until the client ends.
    let pointer: OpaquePointer
}

/// The topics that a producer has sent to. By handle, because librdkafka before 2.10.1 holds the first record to a
/// topic by name back for a second.
final class TopicTable: @unchecked Sendable {
    // The client outlives the table: the producer's handle owns both.
    private let client: OpaquePointer
    private let topics = Lock(Topics())

    private struct Topics {
        var handles: [String: TopicHandle] = [:]
        var lastName = ""
        var last: TopicHandle?
    }

    init(client: OpaquePointer) {
        self.client = client
    }

    /// The handle of a topic, made when it is the first time.
    func handle(_ name: String) throws(KafkaError) -> TopicHandle {
        try topics.withLock { topics throws(KafkaError) in
            if let last = topics.last, topics.lastName == name { return last }
            let handle: TopicHandle
            if let known = topics.handles[name] {
                handle = known
            } else {
                handle = try make(name)
                topics.handles[name] = handle
            }
            topics.lastName = name
            topics.last = handle
            return handle
        }
    }

    /// Gives all handles back to librdkafka, before the client is destroyed.
    func release() {
        topics.withLock { topics in
            for handle in topics.handles.values { rd_kafka_topic_destroy(handle.pointer) }
            topics = Topics()
        }
    }

    private func make(_ name: String) throws(KafkaError) -> TopicHandle {
        // librdkafka leaves it to the broker, which answers late or makes the topic all the same.
        guard TopicNameRule.isAllowed(name), let pointer = rd_kafka_topic_new(client, name, nil) else {
            throw KafkaError(
                .invalidArgument, "\"\(name)\" is no topic name: 1 to 249 of A-Z a-z 0-9 . _ - are allowed")
        }
        return TopicHandle(pointer: pointer)
    }
}
