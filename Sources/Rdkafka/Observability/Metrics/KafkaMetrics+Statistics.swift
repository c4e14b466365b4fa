// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaMetrics {
    /// Events that wait to be handled.
    public var queuedEvents: Int { statistics?.queuedEvents ?? 0 }

    /// From producing a record until it is put into a request, microseconds, over all brokers; nil when none was.
    public var queueLatency: KafkaStatistics.Window? { merging(\.queueLatency) }

    /// From there until the request is written to a socket, microseconds, over all brokers; nil when none was.
    public var sendLatency: KafkaStatistics.Window? { merging(\.sendLatency) }

    /// From there until the response, microseconds, over all brokers; nil when none came.
    public var roundTripTime: KafkaStatistics.Window? { merging(\.roundTripTime) }

    /// How long brokers held responses back for a quota, milliseconds, over all brokers; nil when no response came.
    public var throttle: KafkaStatistics.Window? { merging(\.throttle) }

    /// How long a record takes from being produced to being acknowledged: the sum of the means of its three stages, in
    /// what was measured last. Nil when nothing was, and for a consumer.
    public var meanDeliveryLatency: Duration? {
        guard producer != nil, let queueLatency, let roundTripTime else { return nil }
        let sum = queueLatency.mean.addingClamped(sendLatency?.mean ?? 0).addingClamped(roundTripTime.mean)
        return .microseconds(sum)
    }

    /// Errors of sending and receiving, and requests without a response in time, in total.
    public var brokerErrors: Int {
        brokers.reduce(0) {
            $0.addingClamped($1.sendErrors).addingClamped($1.receiveErrors).addingClamped($1.requestTimeouts)
        }
    }

    /// Requests that wait for their responses.
    public var requestsInFlight: Int { brokers.reduce(0) { $0.addingClamped($1.requestsInFlight) } }

    /// Assignments and revocations of a consumer, in total.
    public var rebalances: Int { statistics?.group?.rebalances ?? 0 }

    /// How many records a consumer's committed offset is behind, of each partition where that is known.
    public var lag: [TopicPartition: Int] {
        var lag: [TopicPartition: Int] = [:]
        for topic in statistics?.topics ?? [] {
            for partition in topic.partitions {
                guard let behind = partition.lag else { continue }
                lag[TopicPartition(topic: topic.name, partition: partition.partition)] = behind
            }
        }
        return lag
    }

    private var brokers: [KafkaStatistics.Broker] { statistics?.brokers ?? [] }

    private func merging(_ window: KeyPath<KafkaStatistics.Broker, KafkaStatistics.Window>) -> KafkaStatistics.Window? {
        .merging(brokers.lazy.map { $0[keyPath: window] })
    }
}
