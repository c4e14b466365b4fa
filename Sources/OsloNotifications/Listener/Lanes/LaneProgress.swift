// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// Counts the records that a lane has done, so that one that stands still is told from one that is slow.
final class LaneProgress: Sendable {
    private let count = Atomic(0)

    var done: Int { count.load(ordering: .relaxed) }

    func tick() {
        count.add(1, ordering: .relaxed)
    }
}
