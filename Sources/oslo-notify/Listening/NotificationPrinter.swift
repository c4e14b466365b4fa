// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications
internal import Rdkafka

/// Writes the notifications that a listener receives, a line each, whole lines only, and no more than are wanted.
final class NotificationPrinter: Sendable {
    private let isJSON: Bool
    /// How many lines are still wanted.
    private let left: Lock<Int>
    private let end: FirstOf<ListenEnd>

    init(isJSON: Bool, limit: Int?, _ end: FirstOf<ListenEnd>) {
        self.isJSON = isJSON
        left = Lock(limit ?? .max)
        self.end = end
    }

    /// Writes a notification. When this says that it is handled, the line has left the process.
    func print(_ notification: ReceivedNotification) -> NotificationResult {
        let line = isJSON ? NotificationLine.json(notification) : NotificationLine.readable(notification)
        return left.withLock { left in
            // What comes after the last one is for the next run.
            guard left > 0, !end.isOver else { return .requeue }
            do throws(DescriptorError) {
                try StandardOutput.write(line)
            } catch {
                end.happened(.outputFailed(error))
                return .requeue
            }
            left -= 1
            if left == 0 { end.happened(.countReached) }
            return .handled
        }
    }
}
