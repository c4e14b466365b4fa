// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The drivers of a notifier: whether the transport is one of them, and the others.
///
/// The usual case, the transport alone, is a flag: nothing is looked up or called through a protocol for a notification.
struct DriverSelection: Sendable {
    let all: [any NotificationDriver]
    /// Whether records go over the transport.
    let usesTransport: Bool
    let others: [any NotificationDriver]

    init(_ drivers: [any NotificationDriver]) {
        all = drivers
        usesTransport = drivers.contains { $0 is MessagingDriver }
        // One that drops everything needs nothing made for it.
        others = drivers.filter { !($0 is MessagingDriver) && $0.isEnabled }
    }

    /// Whether anything is kept of what is sent.
    var isEnabled: Bool { usesTransport || !others.isEmpty }
}
