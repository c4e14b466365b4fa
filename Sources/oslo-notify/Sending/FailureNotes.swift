// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications
internal import Rdkafka

/// Says which notifications failed and why: every line that is wrong, but only the first of those that were not
/// delivered, which usually share a cause.
final class FailureNotes: Sendable {
    private static let limit = 10

    private let count = Lock(0)

    func say(_ refusal: LineRefusal) {
        StandardError.say("line \(refusal.line): \(refusal.reason)")
    }

    func note(_ error: NotificationError, _ notification: InputNotification) {
        // Those that the end of sending made fail are told in one sum.
        guard error.code != .closed else { return }
        say(notification, "\(error)")
    }

    func say(_ notification: InputNotification, _ reason: String) {
        let number = count.withLock { count in
            count += 1
            return count
        }
        if number <= Self.limit { StandardError.say("\(notification.place)\(reason)") }
    }

    /// How many were not told.
    func sayRest() {
        let rest = count.withLock { $0 } - Self.limit
        if rest > 0 { StandardError.say("and \(rest) more such failures") }
    }
}
