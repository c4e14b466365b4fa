// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Rdkafka

/// How a transport is doing, as a health check asks.
public struct TransportHealth: Sendable, Hashable {
    /// What can be said of the connection.
    public enum State: String, Sendable, Hashable {
        /// Records were acknowledged since the last look, or nothing waits after some were before.
        case connected
        /// Nothing has been acknowledged yet, and nothing waits for long.
        case unknown
        /// Records wait, and none was acknowledged for longer than is allowed.
        case stalled
        /// The transport is closed.
        case closed
    }

    /// The state.
    public let state: State
    /// When a look first saw that records had been acknowledged since the look before; nil before any was.
    public let lastDelivery: ContinuousClock.Instant?
    /// For how long records have waited without any being acknowledged; nil when none waits.
    public let waiting: Duration?
    /// What was sent so far, and how much is queued.
    public let counters: TransportCounters
    /// How many records of each partition that the transport's listeners have are not done yet, by consumer group. It is
    /// what their last fetches told; see ``NotificationListener/lag``.
    public let lag: [String: [TopicPartition: Int64]]

    /// False when records don't get through or the transport is closed.
    public var isHealthy: Bool { state == .connected || state == .unknown }
}

/// Makes a ``TransportHealth`` of counters, each time that somebody looks.
struct HealthObserver: ~Copyable {
    private var delivered = 0
    private var lastDelivery: ContinuousClock.Instant?
    private var waitingSince: ContinuousClock.Instant?

    mutating func observe(
        _ counters: TransportCounters,
        lag: [String: [TopicPartition: Int64]] = [:],
        isClosed: Bool,
        stalledAfter limit: Duration,
        now: ContinuousClock.Instant
    ) -> TransportHealth {
        if counters.delivered > delivered {
            delivered = counters.delivered
            lastDelivery = now
            waitingSince = nil
        }
        waitingSince = counters.inFlightRecords > 0 ? waitingSince ?? now : nil
        let waiting = waitingSince.map { now - $0 }
        let state: TransportHealth.State =
            if isClosed {
                .closed
            } else if let waiting, waiting > limit {
                .stalled
            } else {
                lastDelivery == nil ? .unknown : .connected
            }
        return TransportHealth(state: state, lastDelivery: lastDelivery, waiting: waiting, counters: counters, lag: lag)
    }
}
