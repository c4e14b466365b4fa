// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// What a listener reads from, and what ends it.
protocol ListeningClient: AnyObject, Sendable {
    /// Ends it as its listener's shutdown does.
    func end(timeout: Duration) async

    /// How many records of each partition are not done yet, those that were read and are on the board included.
    func lag(_ board: CurrentBoard?) -> [TopicPartition: Int64]

    /// What it can tell of itself.
    var signs: ListenerSigns { get }
}

extension ListeningClient {
    // A replay is no listener.
    var signs: ListenerSigns { ListenerSigns() }
}

extension KafkaConsumer: ListeningClient {
    func end(timeout: Duration) async { await shutdown(timeout: timeout) }

    func lag(_ board: CurrentBoard?) -> [TopicPartition: Int64] {
        var lag = lag
        for (partition, count) in board?.board?.pending ?? [:] where lag[partition] != nil {
            lag[partition, default: 0] += Int64(count)
        }
        return lag
    }

    var signs: ListenerSigns {
        ListenerSigns(
            isInGroup: isInGroup, lastResponse: lastResponse, connectionError: connectionError?.message,
            positions: positions)
    }
}

extension MemoryConsumer: ListeningClient {
    func end(timeout: Duration) async { _ = await shutdown(timeout: timeout) }

    func lag(_ board: CurrentBoard?) -> [TopicPartition: Int64] { lag }

    var signs: ListenerSigns { ListenerSigns(isInGroup: true, lastResponse: .now, positions: positions) }
}

/// The listeners and replays of a transport that are not closed, so that it can close them.
final class OpenListeners: Sendable {
    private struct Reference {
        weak var client: (any ListeningClient)?
        /// Nil for a replay.
        let group: String?
        weak var board: CurrentBoard?
        /// When it began to receive; nil before.
        var start: ContinuousClock.Instant?
        var hasFailed = false
    }

    private struct State {
        var open: [ObjectIdentifier: Reference] = [:]
        /// What listeners ended with, by group, until the group has a listener again.
        var failures: [String: NotificationError] = [:]
        var isClosed = false
    }

    private let state = Lock(State())

    /// - Throws: `closed` when all were closed before: nobody would close this one.
    func add(
        _ client: any ListeningClient, group: String? = nil, _ board: CurrentBoard? = nil
    ) throws(NotificationError) {
        let isAdded = state.withLock { state in
            guard !state.isClosed else { return false }
            // Those that went away without being closed.
            for (id, reference) in state.open where reference.client == nil { state.open[id] = nil }
            state.open[ObjectIdentifier(client)] = Reference(client: client, group: group, board: board)
            if let group { state.failures[group] = nil }
            return true
        }
        if !isAdded { throw NotificationError(.closed, "the transport is closed") }
    }

    /// How many there are, some of which may have gone away.
    var count: Int { state.withLock { $0.open.count } }

    /// How many records of each partition are not done yet, by consumer group.
    var lag: [String: [TopicPartition: Int64]] {
        var lag: [String: [TopicPartition: Int64]] = [:]
        for reference in state.withLock({ Array($0.open.values) }) {
            guard let client = reference.client, let group = reference.group else { continue }
            // While a partition goes from one member to another both may know of it.
            lag[group, default: [:]].merge(client.lag(reference.board)) { max($0, $1) }
        }
        return lag
    }

    /// A listener begins to receive.
    func began(_ client: any ListeningClient) {
        state.withLock { $0.open[ObjectIdentifier(client)]?.start = .now }
    }

    /// A listener of a group ends with an error.
    func failed(_ client: any ListeningClient, of group: String, _ error: NotificationError) {
        state.withLock { state in
            state.open[ObjectIdentifier(client)]?.hasFailed = true
            state.failures[group] = error
        }
    }

    /// What a health check sees: those that are open, and what others ended with.
    var looks: [ListenerLook] {
        let (open, failures) = state.withLock { ($0.open, $0.failures) }
        let living = open.compactMap { id, reference -> ListenerLook? in
            guard let client = reference.client, let group = reference.group, !reference.hasFailed else { return nil }
            return ListenerLook(group: group, id: id, start: reference.start, signs: client.signs)
        }
        return living + failures.map { ListenerLook(group: $0, failure: "\($1)") }
    }

    func remove(_ client: any ListeningClient) {
        state.withLock { $0.open[ObjectIdentifier(client)] = nil }
    }

    /// Ends all, and lets none be added any more.
    func close(by deadline: ContinuousClock.Instant) async {
        let open = state.withLock { state in
            state.isClosed = true
            defer { state.open = [:] }
            return Array(state.open.values)
        }
        await withDiscardingTaskGroup { group in
            for reference in open {
                guard let client = reference.client else { continue }
                let board = reference.board?.board
                group.addTask {
                    board?.stop()
                    await client.end(timeout: max(.zero, deadline - .now))
                    board?.endWaiting()
                }
            }
        }
    }
}
