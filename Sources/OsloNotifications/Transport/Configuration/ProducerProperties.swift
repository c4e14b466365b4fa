// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// librdkafka properties of a producer: what was asked for, and the producer's own defaults for the rest.
struct ProducerProperties {
    private(set) var properties: [String: String]
    private(set) var warnings: [String] = []
    private(set) var problem: NotificationError?

    init(client: ClientProperties, kafka: KafkaOptions, retry: Int, overrides: KafkaOverrides) {
        properties = client.properties
        properties["compression.codec"] = kafka.compressionCodec
        properties["linger.ms"] = Self.milliseconds(kafka.producerBatchTimeout)
        properties["queue.buffering.max.kbytes"] = "\(Self.queueKilobytes(overrides))"
        properties["batch.num.messages"] = "\(kafka.producerBatchSize)"
        if retry >= 0 {
            properties["retries"] = "\(retry)"
        }
        properties.merge(overrides.forProducer) { $1 }
        let asked = KafkaConfiguration(properties)
        properties = ProducerDefaults.apply(to: asked).properties
        checkIdempotence(asked, retryIsSet: retry >= 0 && overrides["retries"] == nil)
    }

    /// Some settings turn idempotence off, which is said; asked for together with one of them it is an error.
    private mutating func checkIdempotence(_ asked: KafkaConfiguration, retryIsSet: Bool) {
        let explicit = asked["enable.idempotence"]
        if let explicit, KafkaPropertyNames.boolean(explicit) != true { return }
        guard let broken = IdempotenceCondition.broken(in: asked), let value = asked[broken.name] else { return }
        let isFromRetry = broken.name == "retries" && retryIsSet
        let key = isFromRetry ? NotificationOptions.retry.definition.key : "rdkafka.\(broken.name)"
        let text = "\(key) is \(ErrorText.quoted(value)), and idempotence needs \(broken.text)"
        if explicit == nil {
            warnings.append("the idempotent producer is off: \(text)")
        } else {
            problem = NotificationError(
                .invalidConfiguration,
                "rdkafka.enable.idempotence and \(key) contradict each other: \(text)",
                option: key
            )
        }
    }

    /// Room for two of the largest messages, for one that is larger than the queue could never be sent.
    private static func queueKilobytes(_ overrides: KafkaOverrides) -> Int {
        let bytes = overrides["message.max.bytes"].flatMap(Int.init) ?? 0
        return max(ProducerDefaults.maxKilobytes, min(bytes, 1_000_000_000) / 512 + 1)
    }

    private static func milliseconds(_ duration: Duration) -> String {
        let text = "\(duration / .milliseconds(1))"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
