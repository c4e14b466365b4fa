// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The driver that drops every notification. Its name is `noop`.
public struct NoopDriver: NotificationDriver {
    /// The driver.
    public init() {}

    /// False.
    public var isEnabled: Bool { false }

    /// Does nothing.
    public func post(_ notification: DriverNotification) {}
}
