// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Lines that were read together.
struct InputBatch: Sendable {
    var notifications: [InputNotification] = []
    /// Of lines that are none.
    var refusals: [LineRefusal] = []

    var count: Int { notifications.count + refusals.count }
}
