// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// librdkafka properties of a consumer in a group.
enum ConsumerProperties {
    static func properties(
        client: [String: String], kafka: KafkaOptions, group: String, overrides: KafkaOverrides
    ) -> [String: String] {
        var properties = client
        properties["group.id"] = group
        // A group that is new gets what was sent before it began.
        properties["auto.offset.reset"] = "earliest"
        // At least once: the listener stores an offset when its notification was handled, librdkafka commits it later.
        properties["enable.auto.commit"] = "true"
        properties["enable.auto.offset.store"] = "false"
        // Those of Python's listeners: members of one group need a common one.
        properties["partition.assignment.strategy"] = "range,roundrobin"
        // Topics that appear later are seen within seconds, not after 5 minutes.
        properties["topic.metadata.refresh.interval.ms"] = "2000"
        properties["allow.auto.create.topics"] = "true"
        properties["enable.partition.eof"] = "false"
        properties["max.partition.fetch.bytes"] = "\(kafka.maxFetchBytes)"
        if overrides["group.protocol"]?.lowercased() == "consumer" {
            // There the broker assigns, and librdkafka refuses an assignor of the client's.
            properties["partition.assignment.strategy"] = nil
        }
        properties.merge(overrides.forConsumer) { $1 }
        return properties
    }
}
