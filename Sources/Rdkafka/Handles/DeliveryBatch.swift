// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The outcomes of records that are awaited together, in one allocation.
@safe
final class DeliveryBatch: @unchecked Sendable {
    // Each record's outcome is written once, by whoever brings its report, and read after the last one has come.
    private let outcomes: UnsafeMutablePointer<DeliveryOutcome>
    let count: Int

    init(count: Int) {
        self.count = count
        unsafe outcomes = .allocate(capacity: count)
        unsafe outcomes.initialize(repeating: DeliveryOutcome(), count: count)
    }

    deinit {
        unsafe outcomes.deallocate()
    }

    subscript(index: Int) -> DeliveryOutcome {
        get { unsafe outcomes[index] }
        set { unsafe outcomes[index] = newValue }
    }
}
