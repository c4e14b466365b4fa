// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The outcomes of records that are awaited together, in one allocation.
final class DeliveryBatch: @unchecked Sendable {
    // Each record's outcome is written once, by whoever brings its report, and read after the last one has come.
    private let outcomes: UnsafeMutablePointer<DeliveryOutcome>
    let count: Int

    init(count: Int) {
        self.count = count
        outcomes = .allocate(capacity: count)
        outcomes.initialize(repeating: DeliveryOutcome(), count: count)
    }

    deinit {
        outcomes.deallocate()
    }

    subscript(index: Int) -> DeliveryOutcome {
        get { outcomes[index] }
        set { outcomes[index] = newValue }
    }
}
