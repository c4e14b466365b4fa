// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// The client as a call that blocks has it, until its deadline.
@safe
struct AdminLoan: ~Copyable {
    let client: OpaquePointer
    let deadline: ContinuousClock.Instant

    init(client: OpaquePointer, deadline: ContinuousClock.Instant) {
        unsafe self.client = client
        self.deadline = deadline
    }

    /// What is left of the call's time, at least a moment: 0 would be taken for "don't wait".
    var milliseconds: Int32 {
        max(1, (deadline - .now).pollMilliseconds)
    }
}
