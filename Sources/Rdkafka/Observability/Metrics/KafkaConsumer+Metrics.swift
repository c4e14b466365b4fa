// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConsumer {
    /// The consumer's numbers now. They are of librdkafka's last statistics, every `statistics.interval.ms`.
    public var metrics: KafkaMetrics { core.events.metrics }
}
