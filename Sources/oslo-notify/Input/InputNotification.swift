// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// A notification that is to be sent, and the line of standard input that it came from, counted from 1.
struct InputNotification: Sendable {
    let message: OutgoingMessage
    /// Nil for one from the command line.
    let line: Int?

    /// For a message about it.
    var place: String {
        line.map { "line \($0): " } ?? ""
    }
}
