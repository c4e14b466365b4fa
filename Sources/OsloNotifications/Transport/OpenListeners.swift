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

/// The listeners of a transport that are not closed, so that it can close them.
final class OpenListeners: Sendable {
    private struct Reference {
        weak var client: (any ListeningClient)?
        let group: String
        weak var board: CurrentBoard?
    }

    private let open = Lock<[ObjectIdentifier: Reference]>([:])

    func add(_ client: any ListeningClient, group: String, _ board: CurrentBoard) {
        open.withLock { $0[ObjectIdentifier(client)] = Reference(client: client, group: group, board: board) }
    }

    /// How many records of each partition are not done yet, by consumer group.
    var lag: [String: [TopicPartition: Int64]] {
        var lag: [String: [TopicPartition: Int64]] = [:]
        for reference in open.withLock({ Array($0.values) }) {
            guard let client = reference.client else { continue }
            // While a partition goes from one member to another both may know of it.
            lag[reference.group, default: [:]].merge(client.lag(reference.board)) { max($0, $1) }
        }
        return lag
    }

    func remove(_ client: any ListeningClient) {
        open.withLock { $0[ObjectIdentifier(client)] = nil }
    }

    func takeAll() -> [any ListeningClient] {
        open.withLock { open in
            defer { open = [:] }
            return open.values.compactMap(\.client)
        }
    }
}
