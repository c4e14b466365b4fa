// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// What what a listener reads from tells of itself.
struct ListenerSigns {
    var isInGroup = false
    /// When a broker last answered.
    var lastResponse: ContinuousClock.Instant?
    /// What keeps it from the brokers: none has answered since.
    var connectionError: String?
    /// Where it reads on in each partition.
    var positions: [TopicPartition: Int64] = [:]
}

/// What a health check sees of a listener.
struct ListenerLook {
    let group: String
    /// Nil for one that has ended.
    var id: ObjectIdentifier?
    /// When it began to receive; nil before.
    var start: ContinuousClock.Instant?
    var signs = ListenerSigns()
    /// What it ended with.
    var failure: String?

    func health(
        lastRecords: ContinuousClock.Instant?,
        stalledAfter limit: Duration,
        now: ContinuousClock.Instant
    ) -> ListenerHealth {
        ListenerHealth(
            group: group, state: state(limit, now), isInGroup: start != nil && failure == nil && signs.isInGroup,
            lastResponse: signs.lastResponse, lastRecords: lastRecords, problem: failure ?? signs.connectionError)
    }

    private func state(_ limit: Duration, _ now: ContinuousClock.Instant) -> TransportHealth.State {
        if failure != nil { return .failed }
        guard let start else { return .unknown }
        guard let lastResponse = signs.lastResponse else { return now - start > limit ? .stalled : .unknown }
        // One that waits for its group to hand out partitions is not answered meanwhile, and that takes as long as the
        // slowest member.
        let isWaitedFor = signs.isInGroup || signs.connectionError != nil
        return isWaitedFor && now - max(start, lastResponse) > limit ? .stalled : .connected
    }
}
