// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a handler says of a notification.
public enum NotificationResult: Sendable, Hashable {
    /// It is done.
    case handled
    /// It is to be tried again, by all endpoints, after a pause.
    case requeue
}
