// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
internal import Synchronization

/// A topic of a producer, as librdkafka knows it.
@safe
struct TopicHandle: @unchecked Sendable {
    // A rd_kafka_topic_t may be used from any thread; its table keeps it until the client ends.
    let pointer: OpaquePointer
}

/// The topics that a producer has sent to. By handle, because librdkafka before 2.10.1 holds the first record to a
/// topic by name back for a second.
///
/// Looking one up takes no lock: senders on several threads would meet there for every record.
@safe
final class TopicTable: @unchecked Sendable {
    // The client outlives the table: the producer's handle owns both. Nodes are never changed after they are published,
    // and freed when nobody can be looking any more.
    private let client: OpaquePointer
    private let head = unsafe Atomic<UnsafeMutableRawPointer?>(nil)
    /// All topics; those that come late are only here.
    private let all = Lock<[String: TopicHandle]>([:])

    @safe
    private struct Node {
        let name: String
        let topic: TopicHandle
        let next: UnsafeMutablePointer<Node>?
    }

    /// So many are looked through one by one.
    private static let maxListed = 16

    init(client: OpaquePointer) {
        unsafe self.client = client
    }

    deinit {
        var next = unsafe head.load(ordering: .acquiring)?.assumingMemoryBound(to: Node.self)
        while let node = unsafe next {
            unsafe next = node.pointee.next
            unsafe node.deinitialize(count: 1)
            unsafe node.deallocate()
        }
    }

    /// The handle of a topic, made when it is the first time.
    func handle(_ name: String) throws(KafkaError) -> TopicHandle {
        var next = unsafe head.load(ordering: .acquiring)?.assumingMemoryBound(to: Node.self)
        while let node = unsafe next {
            if unsafe node.pointee.name == name { return unsafe node.pointee.topic }
            unsafe next = node.pointee.next
        }
        return try all.withLock { all throws(KafkaError) in
            if let known = all[name] { return known }
            let topic = try make(name)
            all[name] = topic
            if all.count <= Self.maxListed { list(name, topic) }
            return topic
        }
    }

    /// Gives all handles back to librdkafka, before the client is destroyed. Nothing may be looked up any more.
    func release() {
        all.withLock { all in
            for topic in all.values { unsafe rd_kafka_topic_destroy(topic.pointer) }
            all = [:]
        }
    }

    private func list(_ name: String, _ topic: TopicHandle) {
        let node = UnsafeMutablePointer<Node>.allocate(capacity: 1)
        let first = unsafe head.load(ordering: .relaxed)?.assumingMemoryBound(to: Node.self)
        unsafe node.initialize(to: Node(name: name, topic: topic, next: first))
        unsafe head.store(UnsafeMutableRawPointer(node), ordering: .releasing)
    }

    private func make(_ name: String) throws(KafkaError) -> TopicHandle {
        // librdkafka leaves it to the broker, which answers late or makes the topic all the same.
        guard TopicNameRule.isAllowed(name), let pointer = unsafe rd_kafka_topic_new(client, name, nil) else {
            throw TopicNameRule.refusal(name)
        }
        return unsafe TopicHandle(pointer: pointer)
    }
}
