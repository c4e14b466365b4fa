// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Where the notifications that are to be sent come from.
protocol InputSource: Sendable {
    /// The next ones; nil when there are no more. For one task.
    func next() async throws(CommandFailure) -> InputBatch?
}
