// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Synchronization

/// Ends a loop in another task after its current round, where cancelling would end the round itself.
final class StopSignal: Sendable {
    private let stopped = Atomic(false)

    var isSet: Bool { stopped.load(ordering: .acquiring) }

    func set() {
        stopped.store(true, ordering: .releasing)
    }
}
