// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ProducerRecord {
    /// Whether librdkafka would send the record as it is, and not something like it. Topics have their own rule, which
    /// is looked at once a topic.
    @inline(__always)
    var isFaithful: Bool {
        (partition ?? 0) >= 0 && (timestamp ?? 1) > 0 && (headers.isEmpty || headers.allSatisfy(\.isFaithful))
    }

    /// Why no record like this can be sent; nil when one can.
    var refusal: KafkaError? {
        guard TopicNameRule.isAllowed(topic) else { return TopicNameRule.refusal(topic) }
        if let partition, partition < 0 {
            return Self.refusal(
                "partition \(partition) of \(topic) is not allowed: 0 or more, or nil for the partitioner")
        }
        if let timestamp, timestamp <= 0 {
            return Self.refusal(
                "timestamp \(timestamp) of a record for \(topic) is not allowed: 1 or more, or nil for now")
        }
        if let index = headers.firstIndex(where: { !$0.isFaithful }) {
            return Self.refusal(
                "the name of header \(index) of a record for \(topic) has a NUL, at which librdkafka would end it")
        }
        return nil
    }

    private static func refusal(_ message: String) -> KafkaError {
        KafkaError(.invalidArgument, message, deliveryStatus: .notPersisted)
    }
}

extension RecordHeader {
    fileprivate var isFaithful: Bool { !name.utf8.contains(0) }
}

extension TopicNameRule {
    static func refusal(_ topic: String) -> KafkaError {
        KafkaError(
            .invalidArgument, "\"\(topic)\" is no topic name: 1 to 249 of A-Z a-z 0-9 . _ - are allowed",
            deliveryStatus: .notPersisted)
    }
}
