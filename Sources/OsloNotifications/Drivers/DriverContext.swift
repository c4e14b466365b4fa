// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a driver can be made of.
public struct DriverContext: Sendable {
    /// The transport's configuration.
    public let configuration: NotificationConfiguration
    /// The drivers that are known, for one that gives notifications on to others.
    public let registry: DriverRegistry
    /// Takes lines for the transport's log; nil when it has no log handler.
    public let log: LogDriver.Handler?
}
