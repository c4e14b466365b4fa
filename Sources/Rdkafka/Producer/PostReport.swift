// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What became of a record that was posted to a ``ReportChannel``.
public struct PostReport<Context: Sendable>: Sendable {
    /// What was given with the record.
    public let context: Context
    /// Where the record is, or why it is not there.
    public let result: DeliveryResult
}
