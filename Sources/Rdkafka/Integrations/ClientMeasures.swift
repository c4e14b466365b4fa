// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Metrics
internal import Metrics

/// The metrics of one client, and how far they have counted.
struct ClientMeasures {
    private let maker: MeasureMaker
    private var counters: [String: CountedMeasure] = [:]
    private var meters: [String: Meter] = [:]
    private var lags: [TopicPartition: Meter] = [:]

    init(_ maker: MeasureMaker) {
        self.maker = maker
    }

    mutating func take(_ metrics: KafkaMetrics) {
        count("client_errors_total", metrics.errors)
        if let producer = metrics.producer { take(producer, metrics.meanDeliveryLatency) }
        guard let statistics = metrics.statistics else { return }
        count("broker_errors_total", metrics.brokerErrors)
        set("client_queued_events", Double(metrics.queuedEvents))
        set("client_requests_in_flight", Double(metrics.requestsInFlight))
        set("client_round_trip_time_seconds", (metrics.roundTripTime?.mean).map { Double($0) * 1e-6 })
        set("client_round_trip_time_p99_seconds", (metrics.roundTripTime?.p99).map { Double($0) * 1e-6 })
        set("client_throttle_seconds", (metrics.throttle?.mean).map { Double($0) * 1e-3 })
        guard metrics.producer == nil else { return }
        count("consumer_records_total", statistics.recordsReceived)
        count("consumer_rebalances_total", metrics.rebalances)
        set("consumer_assigned_partitions", (statistics.group?.assignedPartitions).map { Double($0) })
        takeLag(metrics.lag)
    }

    /// The client has ended. Its counters and its other gauges stay as they are, for whoever collects them.
    mutating func end() {
        takeLag([:])
    }

    private mutating func take(_ producer: ProducerCounters, _ latency: Duration?) {
        count("producer_delivered_records_total", producer.delivered)
        count("producer_failed_records_total", producer.failed)
        set("producer_in_flight_records", Double(producer.inFlightRecords))
        set("producer_in_flight_bytes", Double(producer.inFlightBytes))
        set("producer_delivery_latency_seconds", latency?.seconds)
    }

    /// A partition that the consumer no longer has takes its metric with it.
    private mutating func takeLag(_ lag: [TopicPartition: Int]) {
        for (partition, meter) in lags where lag[partition] == nil {
            meter.destroy()
            lags[partition] = nil
        }
        for (partition, behind) in lag {
            let meter =
                lags[partition]
                ?? maker.meter(
                    "consumer_lag_records",
                    [("topic", partition.topic), ("partition", String(partition.partition))])
            lags[partition] = meter
            meter.set(behind)
        }
    }

    private mutating func count(_ label: String, _ total: Int) {
        var counter = counters[label] ?? maker.counter(label)
        counter.count(to: total)
        counters[label] = counter
    }

    private mutating func set(_ label: String, _ value: Double?) {
        guard let value else { return }
        let meter = meters[label] ?? maker.meter(label)
        meters[label] = meter
        meter.set(value)
    }
}
#endif
