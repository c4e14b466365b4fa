// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Takes what a client measures.
public protocol KafkaMetricsObserver: Sendable {
    /// The client's numbers, each time that librdkafka emits statistics, and once more when the client has ended.
    ///
    /// It is called on a thread of the client's, one call after the other: it must return at once and may not wait.
    func observe(_ metrics: KafkaMetrics)
}

extension KafkaConfiguration {
    /// How often an observer is called when the configuration doesn't say, milliseconds.
    private static let defaultStatisticsInterval = "10000"

    /// The configuration with statistics on, if there is somebody to observe them.
    func observed(by observer: (any KafkaMetricsObserver)?) -> KafkaConfiguration {
        observer == nil ? self : withDefaults(["statistics.interval.ms": Self.defaultStatisticsInterval])
    }
}
