// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Rdkafka

/// How a transport is doing, as a health check asks.
public struct TransportHealth: Sendable, Hashable {
    /// What can be said of the connection.
    public enum State: String, Sendable, Hashable {
        /// Records were acknowledged since the last look, or nothing waits after some were before; or brokers answer a
        /// listener.
        case connected
        /// Nothing has been acknowledged and no listener answered yet, and nothing waits for long.
        case unknown
        /// Records wait, and none was acknowledged for longer than is allowed; or a listener was not answered for so long.
        case stalled
        /// A listener ended with an error.
        case failed
        /// The transport is closed.
        case closed
    }

    /// The worst that can be said of what sends and of the listeners.
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
    /// The transport's listeners that are not closed, and those that ended with an error, by group.
    public let listeners: [ListenerHealth]

    /// False when records don't get through, a listener gets no answer or has failed, or the transport is closed.
    public var isHealthy: Bool { state == .connected || state == .unknown }
}

/// Makes a ``TransportHealth`` of what is seen, each time that somebody looks.
struct HealthObserver: ~Copyable {
    private struct Reading {
        var positions: [TopicPartition: Int64] = [:]
        var lastRecords: ContinuousClock.Instant?
    }

    private var delivered = 0
    private var lastDelivery: ContinuousClock.Instant?
    private var waitingSince: ContinuousClock.Instant?
    private var readings: [ObjectIdentifier: Reading] = [:]

    mutating func observe(
        _ counters: TransportCounters,
        lag: [String: [TopicPartition: Int64]] = [:],
        listeners looks: [ListenerLook] = [],
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
        let listeners = observe(looks, limit, now)
        let sending: TransportHealth.State =
            if let waiting, waiting > limit { .stalled } else { lastDelivery == nil ? .unknown : .connected }
        let states = Set(listeners.map(\.state) + [sending])
        let state = [.failed, .stalled, .connected].first { states.contains($0) } ?? .unknown
        return TransportHealth(
            state: isClosed ? .closed : state, lastDelivery: lastDelivery, waiting: waiting, counters: counters,
            lag: lag, listeners: listeners)
    }

    private mutating func observe(
        _ looks: [ListenerLook], _ limit: Duration, _ now: ContinuousClock.Instant
    ) -> [ListenerHealth] {
        var current: [ObjectIdentifier: Reading] = [:]
        var listeners: [ListenerHealth] = []
        for look in looks {
            var reading = look.id.flatMap { readings[$0] } ?? Reading()
            if look.signs.positions.contains(where: { reading.positions[$0.key] != $0.value }) {
                reading.lastRecords = now
            }
            reading.positions = look.signs.positions
            if let id = look.id { current[id] = reading }
            listeners.append(look.health(lastRecords: reading.lastRecords, stalledAfter: limit, now: now))
        }
        readings = current
        return listeners.sorted { $0.group < $1.group }
    }
}
