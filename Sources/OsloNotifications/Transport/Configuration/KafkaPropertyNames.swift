// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What is known of librdkafka's property names; everything else is left to librdkafka to judge.
enum KafkaPropertyNames {
    /// Other spellings of properties that this module sets or looks at. Both at once would depend on their order.
    static let aliases = [
        "metadata.broker.list": "bootstrap.servers",
        "queue.buffering.max.ms": "linger.ms",
        "max.in.flight.requests.per.connection": "max.in.flight",
        "request.required.acks": "acks",
        "message.send.max.retries": "retries",
        "compression.type": "compression.codec",
        "delivery.timeout.ms": "message.timeout.ms",
        "sasl.mechanisms": "sasl.mechanism",
        "fetch.message.max.bytes": "max.partition.fetch.bytes",
    ]

    static func canonical(_ name: String) -> String {
        aliases[name] ?? name
    }

    /// Properties marked P, and not C, in librdkafka's CONFIGURATION.md of 2.0.2 to 2.12.1. A consumer that gets one
    /// logs a warning. Aliases are left out: names are canonical when they are looked up here.
    static let producerOnly: Set<String> = [
        "acks", "batch.num.messages", "batch.size", "compression.codec", "compression.level",
        "delivery.report.only.error", "enable.gapless.guarantee", "enable.idempotence", "linger.ms",
        "message.timeout.ms", "msg_order_cmp", "partitioner", "produce.offset.report",
        "queue.buffering.backpressure.threshold", "queue.buffering.max.kbytes", "queue.buffering.max.messages",
        "queuing.strategy", "request.timeout.ms", "retries", "sticky.partitioning.linger.ms",
        "transaction.timeout.ms", "transactional.id",
    ]

    /// Properties marked C, and not P, likewise.
    static let consumerOnly: Set<String> = [
        "auto.commit.enable", "auto.commit.interval.ms", "auto.offset.reset", "check.crcs",
        "consume.callback.max.messages", "coordinator.query.interval.ms", "enable.auto.commit",
        "enable.auto.offset.store", "enable.partition.eof", "fetch.error.backoff.ms", "fetch.max.bytes",
        "fetch.min.bytes", "fetch.queue.backoff.ms", "fetch.wait.max.ms", "group.id", "group.instance.id",
        "group.protocol", "group.protocol.type", "group.remote.assignor", "heartbeat.interval.ms",
        "isolation.level", "max.partition.fetch.bytes", "max.poll.interval.ms", "offset.store.method",
        "offset.store.path", "offset.store.sync.interval.ms", "partition.assignment.strategy",
        "queued.max.messages.kbytes", "queued.min.messages", "session.timeout.ms",
    ]

    /// How librdkafka writes a boolean; `nil` for anything else.
    static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "t", "1": true
        case "false", "f", "0": false
        default: nil
        }
    }
}
