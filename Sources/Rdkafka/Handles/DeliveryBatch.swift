// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The outcomes of records that are awaited together, in one allocation: their number, then the outcomes.
@safe
struct DeliveryBatch: @unchecked Sendable {
    // Each record's outcome is written once, by whoever brings its report, and read after the last one has come.
    private let storage: ManagedBuffer<Int, DeliveryOutcome>

    init(count: Int) {
        storage = .create(minimumCapacity: count) { _ in count }
        unsafe storage.withUnsafeMutablePointerToElements {
            unsafe $0.initialize(repeating: DeliveryOutcome(), count: count)
        }
    }

    var count: Int { storage.header }

    var failureCount: Int { (0..<count).count { !self[$0].isSuccess } }

    /// Where the outcomes are, for as long as the batch is kept.
    var outcomes: UnsafeMutablePointer<DeliveryOutcome> {
        unsafe storage.withUnsafeMutablePointerToElements { unsafe $0 }
    }

    subscript(index: Int) -> DeliveryOutcome {
        get { unsafe storage.withUnsafeMutablePointerToElements { unsafe $0[index] } }
        nonmutating set { unsafe storage.withUnsafeMutablePointerToElements { unsafe $0[index] = newValue } }
    }
}
