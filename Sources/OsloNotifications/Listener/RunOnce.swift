// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// Lets something begin once.
final class RunOnce: Sendable {
    private let hasBegun = Atomic(false)

    /// True the first time.
    func begin() -> Bool {
        !hasBegun.exchange(true, ordering: .acquiringAndReleasing)
    }
}
