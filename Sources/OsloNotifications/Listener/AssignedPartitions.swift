// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The partitions that a listener has, as its rebalances tell.
final class AssignedPartitions: Sendable {
    private let partitions = Lock<Set<TopicPartition>>([])

    /// What it has after a rebalance, in order, as text.
    func apply(_ event: RebalanceEvent) -> [String] {
        partitions.withLock { partitions in
            switch event {
            case .assigned(let added): partitions.formUnion(added)
            case .revoked(let removed), .lost(let removed): partitions.subtract(removed)
            }
            return partitions.sorted().map(\.description)
        }
    }
}
