// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Says on standard error which partitions are read, whenever that changes.
final class AssignmentNotes: Sendable {
    private struct State {
        var hadPartitions = false
        var isOver = false
    }

    private let group: String
    private let state = Lock(State())

    init(group: String) {
        self.group = group
    }

    /// Whether there ever were partitions.
    var hadPartitions: Bool {
        state.withLock { $0.hadPartitions }
    }

    func changed(_ partitions: [String]) {
        let isOver = state.withLock { state in
            if !partitions.isEmpty { state.hadPartitions = true }
            return state.isOver
        }
        if isOver { return }
        let what =
            partitions.isEmpty
            ? "no partitions now"
            : "\(partitions.count) partitions: \(partitions.joined(separator: " "))"
        StandardError.say("group \(group) reads \(what)")
    }

    /// The end gives all partitions back, which need not be told.
    func finish() {
        state.withLock { $0.isOver = true }
    }
}
