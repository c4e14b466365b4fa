// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// Why listening ended.
enum ListenEnd: Sendable {
    /// As many notifications as were asked for are written.
    case countReached
    case timeIsUp
    case signal
    /// Standard output takes no more.
    case outputFailed(DescriptorError)
    case failed(NotificationError)
}
