// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// Tells the task of a lane, which looks at it before each record, to end.
final class ClosingFlag: Sendable {
    private let closing = Atomic(false)

    var isSet: Bool { closing.load(ordering: .acquiring) }

    func set() {
        closing.store(true, ordering: .releasing)
    }
}
