// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How a listener ended.
public struct ListenerCloseReport: Sendable, Hashable {
    /// Whether the group was left, with everything committed that was done.
    public let hasLeftGroup: Bool
    /// How many notifications were being handled, or taken and not acknowledged, when the time was up. They come again.
    public let unfinished: Int
}
