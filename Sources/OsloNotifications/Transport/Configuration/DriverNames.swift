// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The drivers that `oslo_messaging_notifications.driver` may name. A driver that is added is added here.
enum DriverNames {
    static let known = ["messaging", "messagingv2", "noop"]
}
