// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// librdkafka properties of a producer.
///
/// Natural batching: nothing waits, and what piles up while two requests are out goes into the next one, kept together
/// by sticking to a partition for 10 ms. Records are neither lost nor doubled by retries (`acks=all`, idempotence).
struct ProducerProperties {
    private(set) var properties: [String: String]
    private(set) var warnings: [String] = []
    private(set) var problem: NotificationError?

    /// Bounds the memory, and keeps it in the processor's cache, which is faster than librdkafka's 1 GiB.
    static let queueKilobytes = 16_384

    init(client: ClientProperties, kafka: KafkaOptions, retry: Int, overrides: KafkaOverrides) {
        properties = client.properties
        properties["acks"] = "all"
        properties["max.in.flight"] = "2"
        properties["compression.codec"] = kafka.compressionCodec
        properties["linger.ms"] = Self.milliseconds(kafka.producerBatchTimeout)
        properties["queue.buffering.max.kbytes"] = "\(Self.queueKilobytes(overrides))"
        if let size = kafka.producerBatchSize {
            properties["batch.num.messages"] = "\(size)"
        }
        if retry >= 0 {
            properties["retries"] = "\(retry)"
        }
        properties.merge(overrides.forProducer) { $1 }
        if properties["sticky.partitioning.linger.ms"] == nil, properties["linger.ms"].flatMap(Double.init) == 0 {
            // Without linger librdkafka would stick to no partition at all; with it, it sticks for twice as long.
            properties["sticky.partitioning.linger.ms"] = "10"
        }
        resolveIdempotence(overrides, retry: retry)
    }

    /// librdkafka refuses idempotence together with some settings. It is on unless one of them was asked for; both
    /// asked for is an error.
    private mutating func resolveIdempotence(_ overrides: KafkaOverrides, retry: Int) {
        let explicit = overrides["enable.idempotence"]
        if let explicit, KafkaPropertyNames.boolean(explicit) != true { return }
        let conflicts = Self.idempotenceConditions.filter { name, allows, _ in
            properties[name].map { !allows($0) } ?? false
        }
        guard let (name, _, condition) = conflicts.first, let value = properties[name] else {
            properties["enable.idempotence"] = explicit ?? "true"
            return
        }
        let isFromRetry = name == "retries" && overrides[name] == nil
        let key = isFromRetry ? NotificationOptions.retry.definition.key : "rdkafka.\(name)"
        let text = "\(key) is \(ErrorText.quoted(value)), and idempotence needs \(condition)"
        if explicit == nil {
            properties["enable.idempotence"] = "false"
            warnings.append("the idempotent producer is off: \(text)")
        } else {
            problem = NotificationError(
                .invalidConfiguration,
                "rdkafka.enable.idempotence and \(key) contradict each other: \(text)",
                option: key
            )
        }
    }

    private static let idempotenceConditions: [(name: String, allows: @Sendable (String) -> Bool, condition: String)] =
        [
            ("acks", { ["all", "-1"].contains($0.lowercased()) }, "all"),
            ("max.in.flight", { Int($0).map { $0 <= 5 } ?? true }, "5 or less"),
            ("retries", { Int($0).map { $0 >= 1 } ?? true }, "1 or more"),
            ("queuing.strategy", { $0.lowercased() == "fifo" }, "fifo"),
            ("queue.buffering.backpressure.threshold", { Int($0).map { $0 <= 1 } ?? true }, "1"),
        ]

    /// Room for two of the largest messages, for one that is larger than the queue could never be sent.
    private static func queueKilobytes(_ overrides: KafkaOverrides) -> Int {
        let bytes = overrides["message.max.bytes"].flatMap(Int.init) ?? 0
        return max(queueKilobytes, min(bytes, 1_000_000_000) / 512 + 1)
    }

    private static func milliseconds(_ duration: Duration) -> String {
        let text = "\(duration / .milliseconds(1))"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
