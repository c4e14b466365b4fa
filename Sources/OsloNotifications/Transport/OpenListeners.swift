// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// What a listener reads from, and what ends it.
protocol ListeningClient: AnyObject, Sendable {
    /// Ends it as its listener's shutdown does.
    func end(timeout: Duration) async

    /// How many records of each partition are not done yet, those that were read and are on the board included.
    func lag(_ board: CurrentBoard?) -> [TopicPartition: Int64]
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
}

extension MemoryConsumer: ListeningClient {
    func end(timeout: Duration) async { _ = await shutdown(timeout: timeout) }

    func lag(_ board: CurrentBoard?) -> [TopicPartition: Int64] { lag }
}

/// The listeners and replays of a transport that are not closed, so that it can close them.
final class OpenListeners: Sendable {
    private struct Reference {
        weak var client: (any ListeningClient)?
        /// Nil for a replay.
        let group: String?
        weak var board: CurrentBoard?
    }

    private struct State {
        var open: [ObjectIdentifier: Reference] = [:]
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
