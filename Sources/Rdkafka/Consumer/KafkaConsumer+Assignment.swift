// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConsumer {
    /// Reads these partitions and no others, without taking part in a group's sharing. It replaces what was assigned so
    /// before; what was read ahead of that is dropped.
    ///
    /// Offsets may be stored and committed for the `group.id`, where there is one. The rebalance handler is not called,
    /// except at the shutdown, with what is given up.
    ///
    /// - Parameter positions: the partitions, and where to begin in each.
    /// - Throws: `invalidArgument` while the consumer is subscribed, and for what is no partition or no offset;
    ///   `shutDown` when it has ended; `cancelled`: the assignment may then take effect all the same.
    public func assign(_ positions: [TopicPartition: StartingPosition]) async throws(KafkaError) {
        try Self.check(positions)
        let error = try await core.blocking("assigning partitions", on: core.changes) { [core] _ in
            core.assigning { core.assignManually(positions) }
        }
        if let error { throw error }
    }

    /// Reads these partitions and no others, all from the same position.
    ///
    /// - Parameters:
    ///   - partitions: the partitions.
    ///   - position: where to begin in each: at the committed offset unless told otherwise.
    /// - Throws: what ``assign(_:)`` does.
    public func assign(
        _ partitions: [TopicPartition], at position: StartingPosition = .committed
    ) async throws(KafkaError) {
        try await assign(Dictionary(partitions.map { ($0, position) }) { first, _ in first })
    }

    /// Reads these partitions besides those that are assigned already.
    ///
    /// - Parameter positions: the partitions, and where to begin in each.
    /// - Throws: `invalidArgument` for a partition that is assigned already, or while the consumer is subscribed;
    ///   nothing is assigned then. Else what ``assign(_:)`` does.
    public func addAssignment(_ positions: [TopicPartition: StartingPosition]) async throws(KafkaError) {
        try Self.check(positions)
        let error = try await core.blocking("assigning partitions", on: core.changes) { [core] _ in
            core.assigning { positions.isEmpty ? nil : core.addManually(positions) }
        }
        if let error { throw error }
    }

    /// Reads these partitions no more, and goes on with the others. What is stored for them is committed.
    ///
    /// - Parameter partitions: partitions that were assigned by hand.
    /// - Throws: `invalidArgument` for a partition that is not assigned, or while the consumer is subscribed.
    public func removeAssignment(_ partitions: [TopicPartition]) async throws(KafkaError) {
        let error = try await core.blocking("giving partitions up", on: core.changes) { [core] _ in
            core.assigning { partitions.isEmpty ? nil : core.removeManually(partitions) }
        }
        if let error { throw error }
    }

    /// Reads nothing any more of what was assigned by hand. What is stored is committed. It may subscribe afterwards.
    public func unassign() async throws(KafkaError) {
        let error = try await core.blocking("giving partitions up", on: core.changes) { [core] _ in
            core.assigning { core.assignManually([:]) }
        }
        if let error { throw error }
    }

    /// Whether the partitions were taken away because the group had not heard of this consumer for too long, so that
    /// others may have them already: nothing can be committed for them.
    public var isAssignmentLost: Bool {
        core.withHandle { $0.isAssignmentLost } ?? false
    }

    private static func check(_ positions: [TopicPartition: StartingPosition]) throws(KafkaError) {
        for (partition, position) in positions {
            if let refusal = position.refusal(in: partition) { throw refusal }
        }
    }
}
