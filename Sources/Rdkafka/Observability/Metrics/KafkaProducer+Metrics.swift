// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaProducer {
    /// The producer's numbers now. Those of librdkafka are of its last statistics, every `statistics.interval.ms`.
    public var metrics: KafkaMetrics { core.events.metrics }
}
